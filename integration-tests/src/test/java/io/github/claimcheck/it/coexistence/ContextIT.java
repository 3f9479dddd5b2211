package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spring.context.SpringManagedContext;
import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.TargetSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.expression.Expression;

/** A user's ManagedContext sees each task as often as without the plugin, and injects what it always did. */
final class ContextIT {

    private static final Map<String, String> SETTINGS = Map.of("claimcheck.threshold", "10KB");
    private static final List<Path> CLASS_PATH = Stream.concat(
                    Stream.of(Jars.user(), Jars.engine(), Jars.plugin()),
                    Stream.of(
                                    SpringManagedContext.class,
                                    ApplicationContext.class,
                                    BeanFactory.class,
                                    Ordered.class,
                                    TargetSource.class,
                                    Expression.class,
                                    LogFactory.class)
                            .map(Jars::locationOf))
            .toList();

    private final Cluster cluster = new Cluster(ContextIT.class);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void usersContext_isShownTasksAsOftenAsWithoutPlugin() {
        assertThat(run("own")).contains("context=").doesNotContain("TaskEnvelope");
    }

    @Test
    void springAwareTasks_getTheirBeans() {
        assertThat(run("spring").lines().filter(line -> line.startsWith("case ")))
                .allMatch(line -> line.contains("hello=") && line.contains("instance="));
    }

    private String run(String context) {
        var output = cluster.program(CLASS_PATH, SETTINGS, "", ContextProgram.class, context)
                .result(Duration.ofMinutes(3));
        assertThat(output).contains("done").doesNotContain("DIFFERS");
        assertThat(output.lines().filter(line -> line.startsWith("case "))).hasSize(14);
        return output;
    }
}
