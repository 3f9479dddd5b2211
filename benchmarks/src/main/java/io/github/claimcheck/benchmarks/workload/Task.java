package io.github.claimcheck.benchmarks.workload;

import java.io.Serializable;
import java.util.concurrent.Callable;

/** A lambda that may travel. */
@FunctionalInterface
interface Task<V> extends Callable<V>, Serializable {}
