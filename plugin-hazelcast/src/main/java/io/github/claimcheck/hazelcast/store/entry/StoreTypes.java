package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.hazelcast.internal.TypeFactoryHook;

/** The wire ids of the store's types. An id is never used again for something else. */
public final class StoreTypes {

    /** The factory that all of them belong to. */
    static final int FACTORY_ID = 0x0C1A2;

    static final int STORED_KEY = 10;
    static final int CHUNK_KEY = 11;
    static final int OBJECT_ENTRY = 12;
    static final int PLACEMENT = 13;
    static final int UPDATE_CLAIMS = 20;
    static final int PUBLISH = 21;
    static final int LOCATE = 22;
    static final int REMOVE_UNCLAIMED = 23;
    static final int TIME_TO_REMOVAL = 24;
    static final int FIND_IN_ONE_COPY = 25;
    static final int MOVE = 26;
    static final int COPY_CHUNK = 27;
    static final int UNION_OF_CLAIMS = 30;
    static final int LEDGER = 40;
    static final int LEDGER_STEP = 41;

    private StoreTypes() {}

    /** Found by the engine. */
    public static final class Hook extends TypeFactoryHook {

        /** Called by the engine. */
        public Hook() {
            super(FACTORY_ID, StoreTypes::create);
        }
    }

    private static IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case STORED_KEY -> new StoredKey();
            case CHUNK_KEY -> new ChunkKey();
            case OBJECT_ENTRY -> new ObjectEntry();
            case PLACEMENT -> new Placement();
            case UPDATE_CLAIMS -> new UpdateClaims();
            case PUBLISH -> new Publish();
            case LOCATE -> new Locate();
            case REMOVE_UNCLAIMED -> new RemoveUnclaimed();
            case TIME_TO_REMOVAL -> new TimeToRemoval();
            case FIND_IN_ONE_COPY -> new FindInOneCopy();
            case MOVE -> new Move();
            case COPY_CHUNK -> new CopyChunk();
            case UNION_OF_CLAIMS -> new UnionOfClaims();
            case LEDGER -> new Ledger();
            case LEDGER_STEP -> new LedgerStep();
            default -> null;
        };
    }
}
