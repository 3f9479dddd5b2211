package io.github.claimcheck.it.program;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** A public class with its own ideas about what is written. */
public class TopLevelTask implements Callable<String>, Serializable {

    private final byte[] data;
    private transient byte[] derived;

    TopLevelTask(byte[] data) {
        this.data = data;
    }

    @Override
    public String call() {
        return Payloads.sum(data) + " " + (derived == null ? "none" : Payloads.sum(derived));
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeInt(data.length);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        derived = new byte[in.readInt()];
    }

    /** Adds a field to the inherited ones. */
    static final class Extended extends TopLevelTask {
        private final byte[] more;

        Extended(byte[] data) {
            super(data);
            this.more = data;
        }

        @Override
        public String call() {
            return super.call() + Payloads.sum(more);
        }
    }

    /** Its inner task captures it whole. */
    static final class Outer implements Serializable {
        private final byte[] data;

        Outer(byte[] data) {
            this.data = data;
        }

        Callable<Long> inner() {
            return new Inner();
        }

        private final class Inner implements Callable<Long>, Serializable {
            @Override
            public Long call() {
                return Payloads.sum(data);
            }
        }
    }
}
