package io.github.claimcheck.it;

import java.util.List;

/** What Hazelcast's documentation tells users to start it with, and what keeps test JVMs small. */
final class EngineOptions {

    static final List<String> OPENS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dhazelcast.phone.home.enabled=false");

    private EngineOptions() {}
}
