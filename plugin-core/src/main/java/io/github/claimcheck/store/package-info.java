/**
 * The contract of a store of encoded objects ({@link io.github.claimcheck.store.ObjectStore}), who claims them, and a
 * cache in front of it ({@link io.github.claimcheck.store.ObjectCache}).
 */
package io.github.claimcheck.store;
