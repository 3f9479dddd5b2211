package io.github.claimcheck;

import io.github.claimcheck.codec.ContentHash;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of one plugin instance, read once when it starts. Immutable.
 *
 * @param enabled whether large captures and results travel by reference; if not, references that others send are still
 *     read
 * @param thresholdBytes the encoded size from which an object travels by reference; inclusive, at least 1
 * @param results whether results travel by reference too
 * @param chunkBytes the size of the array of one stored chunk, headers included
 * @param cacheMaxBytes the most encoded bytes that each cache of this instance holds; 0 for no caches
 * @param linger how long an object stays stored after the last task that needed it
 * @param lease how long an object outlives a holder that vanished without releasing it
 * @param storeMaxBytes the most bytes that one member stores, backups included
 * @param storeTimeout the longest that storing all objects of a task may take; a fetch may take longer
 * @param sharing whether tasks of one member share what they captured
 */
public record Settings(
        boolean enabled,
        long thresholdBytes,
        boolean results,
        int chunkBytes,
        long cacheMaxBytes,
        Duration linger,
        Duration lease,
        long storeMaxBytes,
        Duration storeTimeout,
        Sharing sharing) {

    /** What the names of all settings start with. */
    public static final String PREFIX = "claimcheck.";

    /** What the JVM, the engine and the store put in front of a chunk, and something to spare. */
    private static final int CHUNK_HEADERS_BYTES = 256;

    private static final int RESULT_CHUNK_BYTES = 4 << 20;
    private static final Duration OUTLASTS_SUSPENSION = Duration.ofSeconds(75);

    /**
     * {@return how many bytes of an object go into one chunk: whole blocks of the content hash} Somewhat less than
     * {@link #chunkBytes}, so that the array with its headers does not exceed that: garbage collectors give large
     * arrays whole regions, whose sizes are powers of two, and an array of a little more than 1 MB would take 2 MB of
     * heap.
     */
    public int chunkPayloadBytes() {
        return payloadBytes(chunkBytes);
    }

    /**
     * {@return how many bytes of a result go into one chunk} At least as many as of 4 MB: all chunks of a result are in
     * one partition, where each costs a step of the same thread, and go to one reader.
     */
    public int resultChunkPayloadBytes() {
        return payloadBytes(Math.max(chunkBytes, RESULT_CHUNK_BYTES));
    }

    private static int payloadBytes(int arrayBytes) {
        int room = arrayBytes - CHUNK_HEADERS_BYTES;
        int blocks = room / ContentHash.BLOCK_BYTES;
        return blocks == 0 ? room : blocks * ContentHash.BLOCK_BYTES;
    }

    /**
     * {@return how long a submission may be held up to store what it needs} The time-out, but never so long that what
     * an upload leaves behind in a crash could outlive the lease.
     */
    public Duration uploadTimeout() {
        var half = lease.dividedBy(2);
        return storeTimeout.compareTo(half) < 0 ? storeTimeout : half;
    }

    /**
     * {@return how long a fetch may take before it fails} It has nothing to fall back on, so it outlasts a member that
     * is suspended, until the engine gives that up and a backup is read.
     */
    public Duration fetchTimeout() {
        return storeTimeout.compareTo(OUTLASTS_SUSPENSION) > 0 ? storeTimeout : OUTLASTS_SUSPENSION;
    }

    /**
     * Reads the settings from the host's configuration.
     *
     * @param lookup gives the value of a setting by its full name, or {@code null} if it is not set
     * @param namesInUse all names that the user set; those that do not start with {@value #PREFIX} are ignored
     * @param maxHeapBytes the heap that shares in percent refer to
     * @return the settings in force
     * @throws IllegalArgumentException if a value cannot be read or is out of range, or if a name is not known
     */
    public static Settings parse(Function<String, String> lookup, Collection<String> namesInUse, long maxHeapBytes) {
        Option.requireKnown(namesInUse);
        var reader = new OptionReader(lookup, maxHeapBytes);
        return new Settings(
                reader.flag(Option.ENABLED),
                reader.size(Option.THRESHOLD),
                reader.flag(Option.RESULTS),
                Math.toIntExact(reader.size(Option.CHUNK_SIZE)),
                reader.size(Option.CACHE_MAX_SIZE),
                reader.duration(Option.LINGER),
                reader.duration(Option.LEASE),
                reader.size(Option.STORE_MAX_SIZE),
                reader.duration(Option.STORE_TIMEOUT),
                reader.choice(Option.SHARING, Sharing.class));
    }

    /**
     * {@return a duration in the form in which settings are written, such as {@code 30s}}
     *
     * @param duration shown in whole milliseconds
     */
    public static String format(Duration duration) {
        return Quantity.formatDuration(duration);
    }

    /** {@return all settings with their units in one line, for the log: {@code enabled=true, threshold=100KB, ...}} */
    public String describe() {
        return Arrays.stream(Option.values())
                .map(option -> option.shortName() + "=" + option.echo(this))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "Settings[" + describe() + "]";
    }
}
