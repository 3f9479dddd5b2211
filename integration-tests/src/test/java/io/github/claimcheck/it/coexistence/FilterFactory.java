package io.github.claimcheck.it.coexistence;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Config;
import java.util.function.BinaryOperator;

/** What an operator may have each object stream of a JVM filter with ({@code jdk.serialFilterFactory}). */
public final class FilterFactory implements BinaryOperator<ObjectInputFilter> {

    static final String LIST = "it.filter";

    private final ObjectInputFilter own = Config.createFilter(System.getProperty(LIST));

    @Override
    public ObjectInputFilter apply(ObjectInputFilter current, ObjectInputFilter next) {
        return ObjectInputFilter.merge(ObjectInputFilter.merge(own, next), current);
    }
}
