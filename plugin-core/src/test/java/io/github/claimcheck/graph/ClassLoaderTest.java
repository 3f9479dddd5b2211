package io.github.claimcheck.graph;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The plugin in a class loader that is dropped, as when a web application is deployed again. */
final class ClassLoaderTest {

    private static final int CHUNK = 64 * 1024;
    private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(30);

    /** Uses the plugin's classes of another class loader. */
    public static final class Use implements Runnable {

        /** Called by reflection. */
        public Use() {}

        @Override
        public void run() {
            var codec = new GraphCodec(CHUNK);
            var values = List.of(
                    new ArrayList<>(List.of(1, LocalDate.EPOCH)),
                    new HashMap<>(Map.of("a", new int[1])),
                    new ConcurrentHashMap<>(Map.of(LocalDate.EPOCH, "b")),
                    new Object[] {new ArrayList<>(), List.of()});
            try {
                for (var value : values) {
                    var tracker = new IdentityTracker(true);
                    tracker.enter(1);
                    codec.encode(value, LeafWriter.NONE, tracker);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void use_thenDrop_leavesNothing() throws Exception {
        var dropped = useAndDrop();

        await().atMost(COLLECTED_WITHIN).until(() -> {
            System.gc();
            return dropped.get() == null;
        });
    }

    private static WeakReference<ClassLoader> useAndDrop() throws Exception {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ClassLoaderTest::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            ((Runnable) loader.loadClass(Use.class.getName()).getConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(entry, e);
        }
    }
}
