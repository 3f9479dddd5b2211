package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;

/** A Kryo whose classes, references and serializers are this package's. Not thread-safe. */
final class GraphKryo extends Kryo {

    /** So that neither the writing nor the reading thread needs more stack than the engine's threads have. */
    private static final int MAX_DEPTH = 400;

    private final KryoClasses classes;
    private final KryoReferences references;
    private final LoadFactors loadFactors = new LoadFactors();
    private SlotReader leaves;
    private RuntimeException foreign;
    private final Class<?>[] recentTypes = new Class<?>[2];
    private final Registration[] recent = new Registration[2];

    GraphKryo() {
        this(new KryoClasses(), new KryoReferences());
    }

    private GraphKryo(KryoClasses classes, KryoReferences references) {
        super(classes, references);
        this.classes = classes;
        this.references = references;
        setMaxDepth(MAX_DEPTH);
        JdkForms.registerAll(this);
    }

    static GraphKryo of(Kryo kryo) {
        return (GraphKryo) kryo;
    }

    @Override
    @SuppressWarnings("rawtypes") // As Kryo declares it.
    public Registration getRegistration(Class type) {
        if (type == recentTypes[0]) {
            return recent[0];
        }
        if (type == recentTypes[1]) {
            return recent[1];
        }
        var registered = classes.getRegistration(type);
        return registered != null ? remember(type, registered) : ClassForm.of(type);
    }

    /** Keys and values of maps take turns. Classes of the user are not kept. */
    private Registration remember(Class<?> type, Registration registered) {
        recentTypes[1] = recentTypes[0];
        recent[1] = recent[0];
        recentTypes[0] = type;
        recent[0] = registered;
        return registered;
    }

    KryoClasses classes() {
        return classes;
    }

    KryoReferences references() {
        return references;
    }

    LoadFactors loadFactors() {
        return loadFactors;
    }

    @Override
    public void reset() {
        super.reset();
        loadFactors.reset();
    }

    /** Prepares for reading one graph. */
    void begin(SlotReader leafReader, ClassAccess access) {
        leaves = leafReader;
        classes.begin(access);
    }

    void end() {
        leaves = null;
        foreign = null;
    }

    Object leaf(int ordinal) {
        try {
            return leaves.value(ordinal);
        } catch (RuntimeException e) {
            throw foreign(e);
        }
    }

    /** {@return {@code e}, noted as thrown by the user's or the host's code, which must reach the caller as it is} */
    RuntimeException foreign(RuntimeException e) {
        foreign = e;
        return e;
    }

    boolean isForeign(RuntimeException e) {
        return e == foreign;
    }
}
