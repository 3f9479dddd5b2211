package io.github.claimcheck.it.differential;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a task does with what it captured. */
enum Work {
    RETURN {
        @Override
        Object on(List<Object> captures) {
            return captures.get(0);
        }
    },
    RETURN_ALL {
        @Override
        Object on(List<Object> captures) {
            return new UserTypes.Pair(captures.get(0), captures.toArray());
        }
    },
    DESCRIBE {
        @Override
        Object on(List<Object> captures) {
            return Description.of(captures.toArray()).hashCode();
        }
    },
    MUTATE {
        @Override
        Object on(List<Object> captures) {
            captures.forEach(Work::mutate);
            return captures.toArray();
        }
    },
    FAIL {
        @Override
        Object on(List<Object> captures) {
            throw new IllegalStateException(
                    "task failed on " + Description.of(captures.get(0)).hashCode());
        }
    },
    FAIL_WITH_PAYLOAD {
        @Override
        Object on(List<Object> captures) {
            throw new UserTypes.OwnException("task failed", List.of("payload"));
        }
    },
    RETURN_NOT_SERIALIZABLE {
        @Override
        Object on(List<Object> captures) {
            return new Object[] {captures.get(0), new UserTypes.NotSerializable()};
        }
    };

    abstract Object on(List<Object> captures);

    @SuppressWarnings("unchecked")
    private static void mutate(Object value) {
        try {
            if (value instanceof byte[] bytes) {
                Arrays.fill(bytes, (byte) 1);
            } else if (value instanceof int[] ints) {
                Arrays.fill(ints, 1);
            } else if (value instanceof List<?> list) {
                ((List<Object>) list).add("added");
            } else if (value instanceof Map<?, ?> map) {
                ((Map<Object, Object>) map).put("added", "value");
            } else if (value instanceof UserTypes.Node node) {
                node.value = "changed";
            }
        } catch (UnsupportedOperationException | ClassCastException e) {
            // Some collections refuse; then nothing changes, by value and by reference alike.
        }
    }

    /** The type that lambdas are cast to, so that they can travel. */
    interface Job extends java.util.concurrent.Callable<Object>, Serializable {}
}
