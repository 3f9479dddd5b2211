package io.github.claimcheck.it.differential;

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

/** Classes as users write them, with every contract that Java serialization knows. */
final class UserTypes {

    private UserTypes() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String hex() {
                return "0f0";
            }
        };

        String hex() {
            return "f00";
        }
    }

    record Pair(Object left, Object right) implements Serializable {}

    static final class Node implements Serializable {
        Object value;
        Node next;
    }

    static final class WithTransient implements Serializable {
        final Object kept;
        transient Object dropped;
        final transient int count;

        WithTransient(Object value) {
            this.kept = value;
            this.dropped = value;
            this.count = 7;
        }
    }

    static final class WithWriteObject implements Serializable {
        private transient Object value;
        private int writes;

        WithWriteObject(Object value) {
            this.value = value;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeObject(value);
            out.writeUTF("end");
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            value = in.readObject();
            writes = in.readUTF().length();
        }
    }

    static final class Singleton implements Serializable {
        static final Singleton ONLY = new Singleton();

        private Object readResolve() {
            return ONLY;
        }
    }

    /** Is written as another class. */
    static final class Replaced implements Serializable {
        private final transient Object value;

        Replaced(Object value) {
            this.value = value;
        }

        private Object writeReplace() {
            return new Form(value);
        }

        private record Form(Object value) implements Serializable {
            private Object readResolve() {
                return new Replaced(value);
            }
        }
    }

    /** Writes itself. */
    public static final class External implements Externalizable {
        private Object value;
        private boolean read;

        public External() {}

        External(Object value) {
            this.value = value;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeObject(value);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            value = in.readObject();
            read = true;
        }
    }

    static class Plain {
        protected int fromConstructor = 42;
    }

    /** Its superclass is not serializable: a constructor runs when it is read. */
    static final class BelowPlain extends Plain implements Serializable {
        final Object value;

        BelowPlain(Object value) {
            this.value = value;
            this.fromConstructor = 1;
        }
    }

    static final class OwnList extends ArrayList<Object> {
        final String label;

        OwnList(String label) {
            this.label = label;
        }
    }

    static final class OwnMap extends HashMap<String, Object> {
        Object extra;
    }

    static final class ByLength implements Comparator<String>, Serializable {
        @Override
        public int compare(String left, String right) {
            return Comparator.comparing(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(left, right);
        }
    }

    static final class OwnException extends RuntimeException {
        final List<Object> payload;

        OwnException(String message, List<Object> payload) {
            super(message);
            this.payload = payload;
        }
    }

    static final class NotSerializable {
        @Override
        public String toString() {
            return "NotSerializable";
        }
    }

    /** An inner class carries the object around it. */
    static final class Outer implements Serializable {
        final Object value;

        Outer(Object value) {
            this.value = value;
        }

        Inner inner() {
            return new Inner();
        }

        final class Inner implements Serializable {
            final int size = 3;

            Object outers() {
                return value;
            }
        }
    }
}
