package io.github.claimcheck;

import static io.github.claimcheck.Quantity.formatBytes;
import static io.github.claimcheck.Quantity.formatDuration;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/**
 * The table of all settings: what they are called, what they are unless set, and what they accept. Sizes are limited in
 * bytes, durations in milliseconds.
 */
enum Option {
    ENABLED(
            "enabled",
            "true",
            "true or false",
            "Whether large captures and results travel by reference. Disabled, references that others send are still read.",
            settings -> String.valueOf(settings.enabled())),
    THRESHOLD(
            "threshold",
            "100KB",
            "a size of at least 1 byte, such as 100KB",
            "The encoded size from which an object travels by reference; inclusive.",
            settings -> formatBytes(settings.thresholdBytes()),
            1,
            Long.MAX_VALUE),
    RESULTS(
            "results",
            "true",
            "true or false",
            "Whether large results travel by reference too.",
            settings -> String.valueOf(settings.results())),
    CHUNK_SIZE(
            "chunk-size",
            "256KB",
            "a size from 16KB to 16MB, such as 1MB",
            "The pieces in which a captured object is stored, spread over the members. Results, which are on one member, are stored in pieces of at least 4MB.",
            settings -> formatBytes(settings.chunkBytes()),
            16 << 10,
            16 << 20),
    CACHE_MAX_SIZE(
            "cache.max-size",
            "10%",
            "a size or a share of the heap, such as 64MB or 10%",
            "The most that each cache of an instance keeps, in encoded bytes; 0 for nothing. There are up to five, so together at most five times this.",
            settings -> formatBytes(settings.cacheMaxBytes()),
            0,
            Long.MAX_VALUE),
    LINGER(
            "linger",
            "30s",
            "a duration from 0 to 24h, such as 500ms, 30s or 5m",
            "How long an object stays stored after the last task that needed it, for the next one that captures it.",
            settings -> formatDuration(settings.linger()),
            0,
            Quantity.DAY_MILLIS),
    LEASE(
            "lease",
            "5m",
            "a duration from 1s to 24h, such as 30s or 5m",
            "How long an object outlives a member or client that crashed while it needed it.",
            settings -> formatDuration(settings.lease()),
            1_000,
            Quantity.DAY_MILLIS),
    STORE_MAX_SIZE(
            "store.max-size",
            "25%",
            "a size or a share of the heap of at least 1 byte, such as 512MB or 25%",
            "How much each member stores, backups included. What does not fit travels by value.",
            settings -> formatBytes(settings.storeMaxBytes()),
            1,
            Long.MAX_VALUE),
    STORE_TIMEOUT(
            "store.timeout",
            "10s",
            "a duration from 1ms to 24h, such as 500ms, 10s or 1m",
            "The longest that storing may hold up a submission, which then goes by value; never more than half a lease. A fetch has nothing to fall back on and waits at least 75s.",
            settings -> formatDuration(settings.storeTimeout()),
            1,
            Quantity.DAY_MILLIS),
    SHARING(
            "sharing",
            "private",
            "private or shared",
            "private: each task gets its own copy of what it captured. shared: the tasks of a member use one instance, which the program promises to only read.",
            settings -> settings.sharing().name().toLowerCase(Locale.ROOT));

    private final String shortName;
    private final String defaultText;
    private final String form;
    private final String meaning;
    private final Function<Settings, String> echo;
    private final long min;
    private final long max;

    Option(String shortName, String defaultText, String form, String meaning, Function<Settings, String> echo) {
        this(shortName, defaultText, form, meaning, echo, 0, 0);
    }

    Option(
            String shortName,
            String defaultText,
            String form,
            String meaning,
            Function<Settings, String> echo,
            long min,
            long max) {
        this.shortName = shortName;
        this.defaultText = defaultText;
        this.form = form;
        this.meaning = meaning;
        this.echo = echo;
        this.min = min;
        this.max = max;
    }

    /** Throws if a name of ours among {@code namesInUse} is not one of a setting, and suggests the nearest. */
    static void requireKnown(Collection<String> namesInUse) {
        var known = Arrays.stream(values()).map(Option::fullName).toList();
        for (var name : namesInUse) {
            if (name.startsWith(Settings.PREFIX) && !known.contains(name)) {
                var nearest = nearest(name);
                throw new IllegalArgumentException("Unknown setting " + name + "; did you mean " + nearest.fullName()
                        + ", which takes " + nearest.form + "?");
            }
        }
    }

    private static Option nearest(String name) {
        var ours = name.substring(Settings.PREFIX.length()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .min(Comparator.comparingInt(option -> option.distanceTo(ours)))
                .orElseThrow();
    }

    /** A name that lacks only the group, such as "timeout", is nearer than any misspelling. */
    private int distanceTo(String name) {
        return shortName.contains(name) ? 0 : EditDistance.between(name, shortName);
    }

    String fullName() {
        return Settings.PREFIX + shortName;
    }

    /** {@return the name without the common prefix} */
    String shortName() {
        return shortName;
    }

    String defaultText() {
        return defaultText;
    }

    /** {@return what may be written, to follow "it takes"} */
    String form() {
        return form;
    }

    /** {@return what the setting does, for the README} */
    String meaning() {
        return meaning;
    }

    /** {@return the value in force, with its unit} */
    String echo(Settings settings) {
        return echo.apply(settings);
    }

    boolean accepts(long value) {
        return value >= min && value <= max;
    }
}
