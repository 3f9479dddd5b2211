package io.github.claimcheck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.graph.ClassAccess;
import java.io.Serializable;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What is proved of some bytes says nothing of a class that may have been made from others. */
final class ProvenBytesTest {

    /** Finds one class by any name. */
    private record Only(Class<?> type) implements ClassAccess {
        @Override
        public Class<?> load(String name) {
            return type;
        }

        @Override
        public void check(String name) {
            // Everything is permitted.
        }

        @Override
        public ClassLoader loader() {
            return type.getClassLoader();
        }
    }

    /** Needs nothing of this package, so that another loader can define it. */
    public static final class FirstTask implements Callable<Object>, Serializable {
        private final double[] data;

        FirstTask(double[] data) {
            this.data = data;
        }

        @Override
        public Object call() {
            return data[0];
        }
    }

    /** What a loader says are the bytes of a class may be those of another one of that name. */
    @Test
    void holdsNot_classThatNobodyKnowsWhereItIsFrom() throws Exception {
        var name = FirstTask.class.getName();
        byte[] bytes;
        try (var in = FirstTask.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            bytes = in.readAllBytes();
        }
        var type = new ClassLoader(FirstTask.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, bytes, 0, bytes.length);
            }
        }.define();
        assertThat(type).isNotEqualTo(FirstTask.class);
        assertThat(ReadOnlyProof.holds(name, new Only(type))).isFalse();
        assertThat(ReadOnlyProof.holds(name, new Only(FirstTask.class))).isTrue();
    }
}
