package io.github.claimcheck.benchmarks.jmh;

import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.graph.ClassAccess;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** What the benchmarks encode. */
final class Samples {

    static final int CHUNK_BYTES = 256 * 1024;
    static final long THRESHOLD_BYTES = 100 * 1024;
    static final long MAX_RECENT_BYTES = 256 * 1024 * 1024;

    /** Classes as the class path has them. */
    static final ClassAccess CLASSES = new ClassAccess() {
        @Override
        public Class<?> load(String name) throws ClassNotFoundException {
            return Class.forName(name, false, loader());
        }

        @Override
        public void check(String name) {
            // Nothing is refused.
        }

        @Override
        public ClassLoader loader() {
            return Samples.class.getClassLoader();
        }
    };

    private Samples() {}

    static Object leaf(String type, int bytes) {
        if (type.equals("String")) {
            return text(new Random(1), bytes);
        }
        var arrays = Arrays.stream(PrimitiveArrayType.values())
                .filter(each -> each.newArray(0).getClass().getSimpleName().equals(type))
                .findFirst()
                .orElseThrow();
        int length = bytes / arrays.bytes();
        var array = arrays.newArray(length);
        arrays.read(ByteBuffer.wrap(bytes(bytes)), array, 0, length);
        return array;
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    static HashMap<String, List<Integer>> graph(int entries) {
        var map = new HashMap<String, List<Integer>>();
        for (int i = 0; i < entries; i++) {
            map.put("key-" + i, new ArrayList<>(List.of(i, i + 1, i + 2)));
        }
        return map;
    }

    static Task task(byte[] captured) {
        return () -> captured.length;
    }

    /** A lambda that may travel. */
    interface Task extends Callable<Integer>, Serializable {}
}
