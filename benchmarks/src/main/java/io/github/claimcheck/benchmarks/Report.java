package io.github.claimcheck.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is kept of a run.
 *
 * @param date in UTC, as ISO 8601 has it
 * @param command what reproduces it
 * @param results depends on the command
 */
record Report(String what, String date, String command, Machine machine, Object results) {

    void writeTo(Path file) throws IOException {
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(this) + "\n");
    }
}
