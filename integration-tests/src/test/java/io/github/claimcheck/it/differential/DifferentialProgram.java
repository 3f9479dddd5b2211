package io.github.claimcheck.it.differential;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs random cases twice, by value and by reference, and prints where they differ. Arguments: {@code client} or
 * {@code member}, a seed, the first case and the number of cases, the threshold in bytes.
 */
public final class DifferentialProgram {

    private static final int THREADS = 4;
    private static final List<Calls.Call> CALLS = List.copyOf(Calls.ALL.values());
    private static final List<String> NAMES = List.copyOf(Calls.ALL.keySet());

    private final HazelcastInstance byValue;
    private final HazelcastInstance byReference;
    private final long seed;
    private final int threshold;
    private final AtomicInteger mismatches = new AtomicInteger();

    private DifferentialProgram(String role, long seed, int threshold) {
        this.byValue = start(role, false);
        this.byReference = start(role, true);
        this.seed = seed;
        this.threshold = threshold;
    }

    public static void main(String[] arguments) throws Exception {
        var role = arguments[0];
        long seed = Long.parseLong(arguments[1]);
        int first = Integer.parseInt(arguments[2]);
        int cases = Integer.parseInt(arguments[3]);
        var program = new DifferentialProgram(role, seed, Integer.parseInt(arguments[4]));
        int mismatches = program.run(first, cases);
        System.out.println("seed=" + seed + " role=" + role + " cases=" + cases + " mismatches=" + mismatches);
        System.out.println("store emptied=" + program.storeEmpties());
        HazelcastClient.shutdownAll();
        Hazelcast.shutdownAll();
        System.exit(0);
    }

    private static HazelcastInstance start(String role, boolean enabled) {
        if (role.equals("client")) {
            var config = ClientConfig.load();
            config.setProperty("claimcheck.enabled", String.valueOf(enabled));
            return HazelcastClient.newHazelcastClient(config);
        }
        var config = Config.load();
        config.setProperty("claimcheck.enabled", String.valueOf(enabled));
        // Owns no partitions: stock runs the submitter's own object where a task is local to it.
        config.setLiteMember(true);
        config.getMemberAttributeConfig().setAttribute("serves", "false");
        config.getNetworkConfig().setPortAutoIncrement(true);
        return Hazelcast.newHazelcastInstance(config);
    }

    private int run(int first, int cases) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(THREADS);
        IntStream.range(first, first + cases).forEach(number -> pool.execute(() -> compare(number)));
        pool.shutdown();
        if (!pool.awaitTermination(15, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Cases hang");
        }
        return mismatches.get();
    }

    private void compare(int number) {
        try {
            var expected = new Case(number).run(byValue);
            var actual = new Case(number).run(byReference);
            if (!expected.equals(actual)) {
                mismatches.incrementAndGet();
                System.out.println("MISMATCH " + new Case(number) + "\n  by value     " + expected.after(actual)
                        + "\n  by reference " + actual.after(expected));
            }
        } catch (Throwable e) {
            mismatches.incrementAndGet();
            System.out.println("MISMATCH case=" + number + " broke: " + e);
            e.printStackTrace(System.out);
        }
    }

    private boolean storeEmpties() throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; ) {
            if (stored() == 0) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    private int stored() {
        return byValue.getDistributedObjects().stream()
                .filter(object ->
                        object instanceof IMap<?, ?> && object.getName().startsWith("claimcheck."))
                .mapToInt(object -> ((IMap<?, ?>) object).size())
                .sum();
    }

    private boolean is55() {
        var version = byValue.getCluster().getMembers().iterator().next().getVersion();
        return version.getMajor() == 5 && version.getMinor() == 5;
    }

    /** All that a number and the seed decide. */
    private final class Case {
        private final int number;
        private final int call;
        private final int choice;
        private final Work work;
        private final List<Object> captures = new ArrayList<>();
        private final Callable<Object> task;

        Case(int number) {
            this.number = number;
            var random = new Random(seed * 1_000_003 + number);
            random.nextInt();
            call = random.nextInt(CALLS.size());
            choice = random.nextInt(1000);
            work = workFor(NAMES.get(call), random.nextInt(Work.values().length));
            var values = new Values(random, threshold);
            int count = 1 + random.nextInt(3);
            for (var i = 0; i < count; i++) {
                captures.add(values.any());
            }
            if (random.nextInt(25) == 0) {
                captures.set(0, new Object[] {captures.get(0), new UserTypes.NotSerializable()});
            }
            task = Tasks.of(random, work, captures);
        }

        /**
         * Replicated tasks and results are written while tasks run: a result that cannot be written blocks the engine's
         * own replication for minutes, and a task that changes may be caught at it. A client of 5.5 waits for the
         * schema of what Java does not serialize on its network thread, forever.
         */
        private Work workFor(String call, int chosen) {
            var work = Work.values()[chosen];
            boolean replicated = call.startsWith("durable") || call.startsWith("schedule") || call.equals("handler");
            boolean unfit = work == Work.RETURN_NOT_SERIALIZABLE || work == Work.MUTATE;
            boolean hangs = work == Work.RETURN_NOT_SERIALIZABLE && is55();
            return hangs || replicated && unfit ? Work.RETURN_ALL : work;
        }

        /** {@return what the call came to, and what the submitter's objects look like afterwards} */
        Outcome run(HazelcastInstance hazelcast) {
            var id = number + (hazelcast == byValue ? "v" : "r");
            var calls = new Calls(hazelcast, id);
            Outcome outcome;
            try {
                outcome = Outcome.of(CALLS.get(call).run(calls, task, choice));
            } catch (Throwable e) {
                outcome = Outcome.failed(e);
            }
            hazelcast.getQueue("left-" + id).destroy();
            return new Outcome(outcome.text() + " leaving " + Description.of(captures.toArray()));
        }

        @Override
        public String toString() {
            return "case=" + number + " call=" + NAMES.get(call) + " work=" + work + " task="
                    + task.getClass().getSimpleName() + " captures="
                    + new Outcome(Description.of(captures.toArray())
                                    .replaceAll(
                                            "(Byte|Integer|Long|Double|Short|Float|Boolean|Character|Truth):[^,]*,",
                                            ""))
                            .brief();
        }
    }
}
