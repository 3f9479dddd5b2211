package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spring.context.SpringManagedContext;
import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.aop.TargetSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.expression.Expression;

/** A user's ManagedContext sees each task as often as without the plugin, and injects what it always did. */
final class ContextIT {

    private static final Options OPTIONS = Options.PLUGIN
            .withLibraries(Jars.of(
                    SpringManagedContext.class,
                    ApplicationContext.class,
                    BeanFactory.class,
                    Ordered.class,
                    TargetSource.class,
                    Expression.class,
                    LogFactory.class))
            .with("claimcheck.threshold", "10KB");

    @Test
    void usersContext_isShownTasksAsOftenAsWithoutPlugin() {
        assertThat(run("own")).contains("context=").doesNotContain("TaskEnvelope");
    }

    @Test
    void springAwareTasks_getTheirBeans() {
        assertThat(run("spring").lines().filter(line -> line.startsWith("case ")))
                .allMatch(line -> line.contains("hello=") && line.contains("instance="));
    }

    private static String run(String context) {
        try (var cluster = new Cluster("ContextIT", OPTIONS)) {
            var output = cluster.startProgram(ContextProgram.class, context)
                    .awaitSuccess(Duration.ofMinutes(3))
                    .printed();
            assertThat(output).contains("done").doesNotContain("DIFFERS");
            assertThat(output.lines().filter(line -> line.startsWith("case "))).hasSize(14);
            return output;
        }
    }
}
