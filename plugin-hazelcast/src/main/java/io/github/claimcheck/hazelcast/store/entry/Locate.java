package io.github.claimcheck.hazelcast.store.entry;

/** Returns where an object's chunks are, without its claims; {@code null} if it is not stored. */
public final class Locate extends ReadStep<Placement> {

    @Override
    Placement look(ObjectEntry object, long now) {
        return object.placement();
    }

    @Override
    public int getClassId() {
        return StoreTypes.LOCATE;
    }
}
