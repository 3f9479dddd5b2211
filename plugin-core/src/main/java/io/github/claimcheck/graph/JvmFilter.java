package io.github.claimcheck.graph;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;

/** Applies the filter that an operator may have set for all deserialization in this JVM ({@code jdk.serialFilter}). */
final class JvmFilter {

    private JvmFilter() {}

    /** For Kryo, which knows no checked exceptions. */
    static void check(Class<?> type) {
        try {
            requirePermitted(type);
        } catch (InvalidClassException e) {
            throw new CheckedException(e);
        }
    }

    static void requirePermitted(Class<?> type) throws InvalidClassException {
        var filter = ObjectInputFilter.Config.getSerialFilter();
        if (filter != null && filter.checkInput(new Question(type)) == ObjectInputFilter.Status.REJECTED) {
            throw new InvalidClassException("filter status: REJECTED");
        }
    }

    private record Question(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
