package io.github.claimcheck.benchmarks.cluster;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.Callable;

/**
 * A task that says how much of a member's heap was in use at most, since it was reset: the sum over the heap's pools,
 * garbage included.
 *
 * @param reset whether to start anew
 * @param collect whether to collect garbage before
 */
record PeakHeap(boolean reset, boolean collect) implements Callable<Long>, Serializable {

    @Override
    public Long call() {
        if (collect) {
            System.gc();
        }
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        if (reset) {
            pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        }
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
