package io.github.claimcheck.it.coexistence;

import com.hazelcast.client.HazelcastClient;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Runs tasks that carry many kinds of objects, in each form in which objects are stored, by value and by reference, and
 * prints where a filter makes them come to something else.
 */
public final class FilterProgram {

    private static final int COUNT = 5_000;

    private FilterProgram() {}

    enum Kind {
        SOME
    }

    record Point(int x, int y) implements Serializable {}

    static final class Secret implements Serializable {
        private final int value = 42;
    }

    /** A task that carries an object in something large. */
    record Carrying(Object large, String name) implements Callable<String>, Serializable {
        @Override
        public String call() {
            return name + " passed";
        }
    }

    public static void main(String[] arguments) throws Exception {
        var byValue = CoexistenceProgram.client(false);
        var byReference = CoexistenceProgram.client(true);
        for (var task : tasks()) {
            var expected = CoexistenceProgram.outcome(byValue, task);
            var actual = CoexistenceProgram.outcome(byReference, task);
            System.out.println("case " + task.name() + (expected.equals(actual) ? " same: " : " DIFFERS: ") + expected
                    + (expected.equals(actual) ? "" : "\n  but by reference " + actual));
        }
        System.out.println("stored=" + (CoexistenceProgram.stored(byReference) > 0));
        HazelcastClient.shutdownAll();
        System.out.println("done");
        System.exit(0);
    }

    private static List<Carrying> tasks() {
        var tasks = new ArrayList<Carrying>();
        objects().forEach((name, object) -> {
            var byKryo = numbers();
            byKryo.add(object);
            tasks.add(new Carrying(byKryo, name));
            var byJava = numbers();
            byJava.add(object);
            // Has no form of the plugin's own.
            byJava.add(new BitSet());
            tasks.add(new Carrying(byJava, name + "-java"));
        });
        tasks.add(new Carrying(new byte[4 * COUNT], "leaf-bytes"));
        tasks.add(new Carrying("x".repeat(4 * COUNT), "leaf-text"));
        tasks.add(new Carrying(new double[COUNT], "leaf-doubles"));
        tasks.add(new Carrying(List.of(new int[COUNT], new Secret()), "leaf-beside-secret"));
        return tasks;
    }

    private static Map<String, Object> objects() {
        var objects = new LinkedHashMap<String, Object>();
        objects.put("nothing", "nothing");
        objects.put("secret", new Secret());
        objects.put("secrets", new Secret[] {null});
        objects.put("no-secrets", new Secret[0][0]);
        objects.put("enum", Kind.SOME);
        objects.put("record", new Point(1, 2));
        objects.put("decimal", BigDecimal.TEN);
        objects.put("date", LocalDate.EPOCH);
        objects.put("linked", new LinkedList<>(List.of("one")));
        objects.put("map", new HashMap<>(Map.of("key", "value")));
        objects.put("immutable", List.of("one", "two"));
        objects.put("long", 42L);
        objects.put("character", 'c');
        objects.put("bytes", new byte[10]);
        objects.put("nested", new Object[] {new Object[] {new Secret()}});
        objects.put("class", Secret.class);
        return objects;
    }

    private static List<Object> numbers() {
        var numbers = new ArrayList<Object>();
        for (var i = 0; i < COUNT; i++) {
            numbers.add("number " + i);
        }
        return numbers;
    }
}
