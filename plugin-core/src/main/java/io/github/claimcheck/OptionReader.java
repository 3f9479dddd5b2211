package io.github.claimcheck;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads single settings, and says precisely what is wrong with those it cannot read. */
final class OptionReader {

    private final Function<String, String> lookup;
    private final long maxHeapBytes;

    OptionReader(Function<String, String> lookup, long maxHeapBytes) {
        this.lookup = lookup;
        this.maxHeapBytes = maxHeapBytes;
    }

    boolean flag(Option option) {
        var text = text(option);
        return Stream.of(true, false)
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unreadable(option, text));
    }

    <E extends Enum<E>> E choice(Option option, Class<E> type) {
        var text = text(option);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unreadable(option, text));
    }

    /** {@return a size in bytes; a share of the heap counts only where the default is one} */
    long size(Option option) {
        var text = text(option);
        var bytes = Quantity.findBytes(text);
        if (bytes.isEmpty() && option.defaultText().endsWith("%")) {
            bytes = Quantity.findShare(text, maxHeapBytes);
        }
        return inRange(option, text, bytes);
    }

    Duration duration(Option option) {
        var text = text(option);
        return Duration.ofMillis(inRange(option, text, Quantity.findMillis(text)));
    }

    private String text(Option option) {
        return Optional.ofNullable(lookup.apply(option.fullName()))
                .map(String::strip)
                .orElse(option.defaultText());
    }

    private static long inRange(Option option, String text, OptionalLong value) {
        var number = value.orElseThrow(() -> unreadable(option, text));
        if (!option.accepts(number)) {
            throw new IllegalArgumentException(
                    "Setting " + option.fullName() + "=" + text + " is out of range; it takes " + option.form());
        }
        return number;
    }

    private static IllegalArgumentException unreadable(Option option, String text) {
        return new IllegalArgumentException(
                "Setting " + option.fullName() + "=" + text + " cannot be read; it takes " + option.form());
    }
}
