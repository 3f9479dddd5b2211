package io.github.claimcheck.graph;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Classes that serialize in all the ways a class can. */
final class Samples {

    private Samples() {}

    static class Base implements Serializable {
        protected int number = 7;
        private final String name;
        private transient Object lost = "lost";

        Base(String name) {
            this.name = name;
        }
    }

    static final class Derived extends Base {
        // Hides the field of the superclass on purpose.
        @SuppressWarnings("HidingField")
        private final String name = "derived";

        final boolean flag = true;
        final byte b = -1;
        final short s = Short.MIN_VALUE;
        final char c = '\uffff';
        final long l = Long.MIN_VALUE;
        final float f = Float.intBitsToFloat(0x7fc00001);
        final double d = -0.0;
        final Object any;

        Derived(String name, Object any) {
            super(name);
            this.any = any;
        }
    }

    static final class Node implements Serializable {
        Object left;
        Object right;
        transient int depth = 3;

        Node(Object left, Object right) {
            this.left = left;
            this.right = right;
        }
    }

    record Point(int x, double y, String label, List<?> more) implements Serializable {
        Point {
            if (x < 0) {
                throw new IllegalArgumentException("negative: " + x);
            }
        }
    }

    record Pair(Object one, Object other) implements Serializable {}

    record Replaced(int x) implements Serializable {
        Object writeReplace() {
            return "replaced " + x;
        }
    }

    enum Shade {
        LIGHT,
        DARK {
            @Override
            int level() {
                return 9;
            }
        };

        int level() {
            return 1;
        }
    }

    static final class Singleton implements Serializable {
        static final Singleton INSTANCE = new Singleton();

        private Object readResolve() {
            return INSTANCE;
        }
    }

    static final class Custom implements Serializable {
        private transient int doubled = 21;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeInt(doubled);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            doubled = in.readInt() * 2;
        }
    }

    static final class Replacing implements Serializable {
        final int value = 5;

        Object writeReplace() {
            return new Proxy(value);
        }
    }

    record Proxy(int value) implements Serializable {}

    /** Public, for it is created by deserialization. */
    public static final class External implements Externalizable {
        private int value;

        public External() {}

        External(int value) {
            this.value = value;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(value + 1);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            value = in.readInt();
        }
    }

    static class NotSerializableBase {
        int set = 11;
    }

    static final class WithPlainBase extends NotSerializableBase implements Serializable {
        int own = 12;

        WithPlainBase() {
            set = 99;
        }
    }

    static final class OwnList extends ArrayList<Object> {
        String note = "note";
    }

    static final class OwnMap extends HashMap<Object, Object> {
        String note = "note";
    }

    static final class ByLength implements Comparator<String>, Serializable {
        @Override
        public int compare(String a, String b) {
            return Comparator.comparing(String::length)
                    .thenComparing(Comparator.reverseOrder())
                    .compare(a, b);
        }
    }

    static final class Outer implements Serializable {
        int value = 4;
        Inner inner = new Inner();

        final class Inner implements Serializable {
            int sum = value + 1;
        }
    }

    static final class Key implements Serializable {
        final int id;

        Key(int id) {
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.id == id;
        }

        @Override
        public int hashCode() {
            return id % 31;
        }
    }

    static final class Failing implements Serializable {
        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("no hash");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    static final class Failure extends RuntimeException {
        final int code;

        Failure(String message, Throwable cause, int code) {
            super(message, cause);
            this.code = code;
        }
    }

    static final class Holder implements Serializable {
        final Map<String, Object> map = new HashMap<>();
        final Supplier<Object> supplier;

        Holder(Object value) {
            map.put("value", value);
            supplier = (Supplier<Object> & Serializable) () -> value;
        }
    }
}
