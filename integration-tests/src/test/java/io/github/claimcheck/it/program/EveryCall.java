package io.github.claimcheck.it.program;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A user's program that knows only Hazelcast: prints one line for each of its cases. */
public final class EveryCall {

    private static final Map<String, Consumer<Cases>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("executor", cases -> new ExecutorCases(cases).run());
        GROUPS.put("shape", cases -> new ShapeCases(cases).run());
        GROUPS.put("durable", cases -> new DurableCases(cases).run());
        GROUPS.put("scheduled", cases -> new ScheduledCases(cases).run());
        GROUPS.put("behaviour", cases -> new BehaviourCases(cases).run());
        GROUPS.put("value", cases -> new ValueCases(cases).run());
    }

    /**
     * Runs cases once for each size.
     *
     * @param arguments the role, {@code client} or {@code member}; the group of cases, or {@code all}; sizes in bytes
     */
    public static void main(String[] arguments) {
        var hazelcast = join(arguments[0]);
        try {
            for (var i = 2; i < arguments.length; i++) {
                var cases = new Cases(hazelcast, Integer.parseInt(arguments[i]));
                GROUPS.forEach((group, run) -> {
                    if (arguments[1].equals("all") || arguments[1].equals(group)) {
                        run.accept(cases);
                    }
                });
            }
        } finally {
            hazelcast.shutdown();
        }
    }

    private EveryCall() {}

    static HazelcastInstance join(String role) {
        return role.equals("member") ? Hazelcast.newHazelcastInstance() : HazelcastClient.newHazelcastClient();
    }
}
