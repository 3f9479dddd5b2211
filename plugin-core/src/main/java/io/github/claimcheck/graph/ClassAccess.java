package io.github.claimcheck.graph;

/**
 * How classes named in encoded content are found and permitted while it is decoded. Implementations are safe for use by
 * many threads.
 */
public interface ClassAccess {

    /**
     * {@return the class of that name}
     *
     * @param name a name as {@link Class#getName()} gives it
     * @throws SecurityException if the host's serialization filter refuses the class
     */
    Class<?> load(String name) throws ClassNotFoundException;

    /** Checks a class that was not looked up by name against the host's serialization filter. */
    void check(String name) throws SecurityException;

    /** {@return the loader for dynamic proxies; may be {@code null} for the thread's context class loader} */
    ClassLoader loader();
}
