package io.github.claimcheck.graph;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * What is known of classes, computed when it is first asked for. As a {@link ClassValue}, it goes with the class; but
 * what is known of classes of the JDK, which stay for ever, goes with this cache: a class keeps its values, and by them
 * the class loader of the plugin, which a web application may want to drop. Safe for use by many threads, which may
 * compute the same value at the same time.
 */
final class ClassCache<V> {

    private final Function<Class<?>, V> computation;
    private final ConcurrentMap<Class<?>, V> ofJdk = new ConcurrentHashMap<>();
    private final ClassValue<V> ofOthers = new ClassValue<>() {
        @Override
        protected V computeValue(Class<?> type) {
            return computation.apply(type);
        }
    };

    /** @param computation may ask the same cache for other classes */
    ClassCache(Function<Class<?>, V> computation) {
        this.computation = computation;
    }

    V get(Class<?> type) {
        return Exactness.isJdk(type) ? getOfJdk(type) : ofOthers.get(type);
    }

    private V getOfJdk(Class<?> type) {
        var known = ofJdk.get(type);
        if (known != null) {
            return known;
        }
        var fresh = computation.apply(type);
        var other = ofJdk.putIfAbsent(type, fresh);
        return other == null ? fresh : other;
    }
}
