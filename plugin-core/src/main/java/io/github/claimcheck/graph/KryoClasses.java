package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names classes in encoded content: those of the JDK by number, others by a description on first use. Every class that
 * is read is permitted by the host first. Keeps no class of the user beyond one graph. Not thread-safe.
 */
@SuppressWarnings("rawtypes") // As Kryo declares it.
final class KryoClasses extends DefaultClassResolver {

    private final Map<Class<?>, Integer> written = new IdentityHashMap<>();
    private final List<Registration> read = new ArrayList<>();
    private final BitSet permitted = new BitSet();
    private ClassAccess access;
    private Class<?> lastWritten;
    private int lastNumber;

    void begin(ClassAccess classAccess) {
        access = classAccess;
    }

    @Override
    protected void writeName(Output output, Class type, Registration registration) {
        output.writeByte(NAME + 2);
        var form = (ClassForm<?>) registration.getSerializer();
        if (form.type() == lastWritten) {
            output.writeVarInt(lastNumber, true);
            return;
        }
        lastWritten = form.type();
        var number = written.putIfAbsent(lastWritten, written.size());
        lastNumber = number != null ? number : written.size() - 1;
        output.writeVarInt(lastNumber, true);
        if (number == null) {
            form.describe((GraphOutput) output);
        }
    }

    @Override
    public Registration readClass(Input input) {
        var registration = super.readClass(input);
        if (registration != null && registration.getId() != NAME) {
            permit(registration);
        }
        return registration;
    }

    /** Has the host check a class that is known by number, once for each graph. */
    void permit(Registration registration) {
        if (permitted.get(registration.getId())) {
            return;
        }
        JavaNames.checkedFor(registration.getType()).forEach(this::check);
        JvmFilter.check(registration.getType());
        permitted.set(registration.getId());
    }

    @Override
    protected Registration readName(Input input) {
        int number = input.readVarInt(true);
        if (number >= 0 && number < read.size()) {
            return read.get(number);
        }
        if (number != read.size()) {
            throw new KryoException("damaged content: class " + number + " of " + read.size());
        }
        var form = ClassForm.readDescription((GraphInput) input, this);
        var registration = new Registration(form.type(), form, NAME);
        read.add(registration);
        return registration;
    }

    Class<?> load(String name) {
        try {
            var type = access.load(name);
            JvmFilter.check(type);
            return type;
        } catch (ClassNotFoundException e) {
            throw new CheckedException(e);
        } catch (CheckedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw foreign(e);
        }
    }

    void check(String name) {
        try {
            access.check(name);
        } catch (RuntimeException e) {
            throw foreign(e);
        }
    }

    private RuntimeException foreign(RuntimeException e) {
        return GraphKryo.of(kryo).foreign(e);
    }

    @Override
    public void reset() {
        written.clear();
        read.clear();
        permitted.clear();
        access = null;
        lastWritten = null;
    }
}
