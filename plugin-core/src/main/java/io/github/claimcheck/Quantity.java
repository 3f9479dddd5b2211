package io.github.claimcheck;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** Sizes and durations as people write them. A kilobyte is 1024 bytes, as in Hazelcast's own settings. */
final class Quantity {

    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private static final long KB = 1L << 10;
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18}) ?([A-Za-z]*)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}|100) ?%");

    private Quantity() {}

    /** {@return the bytes in {@code text}, a number with or without a unit; empty if it is none or too large} */
    static OptionalLong findBytes(String text) {
        return find(text, Quantity::bytesOf);
    }

    /** {@return the share of {@code total} that {@code text} names in percent; empty if it names none} */
    static OptionalLong findShare(String text, long total) {
        var match = PERCENT.matcher(text);
        // Divides first: a heap without limit is Long.MAX_VALUE.
        return match.matches() ? OptionalLong.of(total / 100 * Long.parseLong(match.group(1))) : OptionalLong.empty();
    }

    /**
     * {@return the milliseconds in {@code text}, a number with its unit or a plain 0; empty if it is none or too large}
     */
    static OptionalLong findMillis(String text) {
        return text.equals("0") ? OptionalLong.of(0) : find(text, Quantity::millisOf);
    }

    private static OptionalLong find(String text, ToLongFunction<String> valueOfUnit) {
        var match = NUMBER_AND_UNIT.matcher(text);
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(match.group(1));
        long unit = valueOfUnit.applyAsLong(match.group(2).toLowerCase(Locale.ROOT));
        boolean readable = unit > 0 && number <= Long.MAX_VALUE / unit;
        return readable ? OptionalLong.of(number * unit) : OptionalLong.empty();
    }

    private static long bytesOf(String unit) {
        return switch (unit) {
            case "", "b" -> 1;
            case "k", "kb", "kib" -> KB;
            case "m", "mb", "mib" -> MB;
            case "g", "gb", "gib" -> GB;
            default -> 0;
        };
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
    }

    /** {@return {@code bytes} in its largest whole unit; from ten megabytes on, rounded down to whole megabytes} */
    static String formatBytes(long bytes) {
        if (bytes >= GB && bytes % GB == 0) {
            return bytes / GB + "GB";
        }
        if (bytes >= MB && (bytes % MB == 0 || bytes >= 10 * MB)) {
            return bytes / MB + "MB";
        }
        return bytes >= KB && bytes % KB == 0 ? bytes / KB + "KB" : bytes + "B";
    }

    /** {@return {@code duration} in its largest whole unit} */
    static String formatDuration(Duration duration) {
        long millis = duration.toMillis();
        for (var unit : new String[] {"h", "m", "s"}) {
            if (millis > 0 && millis % millisOf(unit) == 0) {
                return millis / millisOf(unit) + unit;
            }
        }
        return millis + "ms";
    }
}
