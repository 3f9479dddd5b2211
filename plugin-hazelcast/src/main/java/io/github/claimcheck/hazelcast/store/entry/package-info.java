/**
 * What is in the store's maps, and the steps that change it: an
 * {@link io.github.claimcheck.hazelcast.store.entry.ObjectEntry} says where an object's chunks are and who claims it,
 * and each {@link io.github.claimcheck.hazelcast.store.entry.EntryStep} is one atomic look at it or change of it, on
 * the member that owns it. {@link io.github.claimcheck.hazelcast.store.entry.StoreMaps} names and configures the maps.
 */
package io.github.claimcheck.hazelcast.store.entry;
