package io.github.claimcheck.graph;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Config;
import java.io.Serializable;

/**
 * Applies the filter that each object stream of this JVM gets, as an operator has set it ({@code jdk.serialFilter},
 * {@code jdk.serialFilterFactory}).
 */
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
        // Streams have strings of their own kind, of which no filter is asked.
        var filter =
                type == String.class ? null : Config.getSerialFilterFactory().apply(null, Config.getSerialFilter());
        if (filter == null) {
            return;
        }
        // A stream has a class with those above it, as far as they are serializable.
        var each = JavaNames.boxed(type);
        do {
            var status = answer(filter, each);
            if (status == null || status == ObjectInputFilter.Status.REJECTED) {
                throw new InvalidClassException("filter status: " + status);
            }
            each = each.getSuperclass();
        } while (each != null && Serializable.class.isAssignableFrom(each));
    }

    private static ObjectInputFilter.Status answer(ObjectInputFilter filter, Class<?> type)
            throws InvalidClassException {
        try {
            return filter.checkInput(new Question(type));
        } catch (RuntimeException e) {
            // As the JDK's own stream does.
            var rejected = new InvalidClassException("filter status: REJECTED");
            rejected.initCause(e);
            throw rejected;
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
