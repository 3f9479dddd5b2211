package io.github.claimcheck.hazelcast.store.entry;

/** Returns where an object's chunks are if a task needs it and there is only one copy; {@code null} otherwise. */
public final class FindInOneCopy extends ReadStep<Placement> {

    @Override
    Placement look(ObjectEntry object, long now) {
        return !object.placement().isBackedUp() && object.isClaimedByTask(now) ? object.placement() : null;
    }

    @Override
    public int getClassId() {
        return StoreTypes.FIND_IN_ONE_COPY;
    }
}
