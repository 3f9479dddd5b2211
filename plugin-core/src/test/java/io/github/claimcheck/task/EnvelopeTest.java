package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.task.Envelope.BodyForm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {

    private static final int KB = 1024;

    /** What is proven of the task whose name is a part of this one says nothing of this task. */
    @Test
    void toBytes_longName_isNotCut() throws IOException {
        var name = "example.Job::" + "ä".repeat(KB);

        var bytes = named(name, BodyForm.OBJECT).toBytes();

        assertThat(bytes).hasSizeLessThan(KB);
        assertThat(Envelope.fromBytes(bytes).taskName()).isEmpty();
    }

    /** The member could not make the task without it. */
    @Test
    void toBytes_longNameOfExternalizable_arrives() throws IOException {
        var name = "example." + "J".repeat(KB);

        var bytes = named(name, BodyForm.EXTERNALIZABLE).toBytes();

        assertThat(Envelope.fromBytes(bytes).taskName()).isEqualTo(name);
    }

    @Test
    void toBytes_slotWithLongLabel_takesLessThanAHundredBytes() throws IOException {
        var label = "字".repeat(KB);
        var slot = new SlotRef(new ObjectKey(1, 2, 3, (byte) 4), new int[0], label);
        int without = envelope(List.of()).toBytes().length;

        var bytes = envelope(List.of(slot)).toBytes();

        assertThat(bytes).hasSizeLessThan(without + 100);
        assertThat(label)
                .startsWith(Envelope.fromBytes(bytes).slots().get(0).label())
                .isNotEmpty();
    }

    private static Envelope envelope(List<SlotRef> slots) {
        return new Envelope(0, CallKind.SINGLE, 1, null, "Job", BodyForm.OBJECT, new byte[10], null, slots);
    }

    private static Envelope named(String name, BodyForm form) {
        return new Envelope(0, CallKind.SINGLE, 1, null, name, form, new byte[10], null, List.of());
    }
}
