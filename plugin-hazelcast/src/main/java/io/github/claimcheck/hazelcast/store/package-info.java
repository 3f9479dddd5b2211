/**
 * The object store over IMaps ({@link io.github.claimcheck.hazelcast.store.IMapObjectStore}): {@code Publisher} stores
 * and claims, {@code ChunkReader} reads, {@code DeferredBackups} sees to backups, {@code Removal} and
 * {@link io.github.claimcheck.hazelcast.store.StoreSweeper} remove. What they find in the maps is in {@code entry}.
 */
package io.github.claimcheck.hazelcast.store;
