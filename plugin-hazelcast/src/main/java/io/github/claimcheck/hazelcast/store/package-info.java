/**
 * The object store over IMaps ({@link io.github.claimcheck.hazelcast.store.IMapObjectStore}): {@code Publisher} stores
 * and claims, {@code ChunkReader} reads, {@code Keeper} sees to backups, {@code Removal} and
 * {@link io.github.claimcheck.hazelcast.store.StoreSweeper} remove. An {@code ObjectEntry} says where an object is and
 * who claims it; each {@code EntryStep} is one atomic change of it.
 */
package io.github.claimcheck.hazelcast.store;
