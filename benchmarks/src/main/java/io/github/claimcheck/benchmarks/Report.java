package io.github.claimcheck.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What is kept of a run.
 *
 * @param command what reproduces it
 * @param results depends on the command
 */
record Report(String what, String date, String command, Machine machine, Object results) {

    static Report of(String what, String command, Object results) {
        return new Report(what, LocalDate.now(ZoneOffset.UTC).toString(), command, Machine.here(), results);
    }

    Path writeTo(Path directory) throws IOException {
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        var file = Files.createDirectories(directory).resolve(date + "-" + what + ".json");
        Files.writeString(file, json.writeValueAsString(this) + "\n");
        return file;
    }
}
