package io.github.claimcheck.store;

import io.github.claimcheck.contract.InMemoryObjectStore;
import io.github.claimcheck.contract.ObjectStoreContract;

final class InMemoryObjectStoreTest extends ObjectStoreContract {

    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }
}
