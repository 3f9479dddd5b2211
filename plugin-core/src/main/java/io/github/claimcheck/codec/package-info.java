/**
 * Content in encoded form, in chunks from the start ({@link io.github.claimcheck.codec.ChunkSource}), its hash, and the
 * codec of arrays and strings ({@link io.github.claimcheck.codec.RawCodec}).
 */
package io.github.claimcheck.codec;
