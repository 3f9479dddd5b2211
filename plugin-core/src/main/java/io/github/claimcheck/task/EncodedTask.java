package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A task as the encoder left it: an inline or a stored body, and the objects taken out of it. Holds the task's own
 * arrays until it is stored; not thread-safe.
 */
public final class EncodedTask {

    private final String name;
    private final Envelope.BodyForm form;
    private final byte[] body;
    private final ChunkSource storedBody;
    private final List<SlotRef> slots;
    private final List<ChunkSource> objects;

    EncodedTask(
            String name,
            Envelope.BodyForm form,
            byte[] body,
            ChunkSource storedBody,
            List<SlotRef> slots,
            List<ChunkSource> objects) {
        this.name = name;
        this.form = form;
        this.body = body;
        this.storedBody = storedBody;
        this.slots = slots;
        this.objects = objects;
    }

    /** {@return whether nothing was taken out} */
    public boolean isWhole() {
        return storedBody == null && objects.isEmpty();
    }

    /** {@return whether the body is what the engine would have written} */
    public boolean isStock() {
        return isWhole() && form != Envelope.BodyForm.LAMBDA;
    }

    /** {@return the inline body; {@code null} if it is to be stored} */
    public byte[] body() {
        return body;
    }

    /** {@return how the body is encoded} */
    public Envelope.BodyForm form() {
        return form;
    }

    /** {@return what must be stored before the envelope is sent} */
    public List<ChunkSource> objects() {
        var all = new ArrayList<>(objects);
        if (storedBody != null) {
            all.add(storedBody);
        }
        return all;
    }

    /** {@return the task's name for people} */
    public String name() {
        return name;
    }

    /**
     * {@return the envelope of the task, whose objects must be stored before it is sent}
     *
     * @param traits what the task is, see the constants of {@link TaskTraits}
     * @param kind how the task may run
     * @param claimId the id of the claims on the objects; 0 if there are none
     * @param submitter who takes the result by reference, or {@code null}
     */
    public Envelope seal(int traits, CallKind kind, long claimId, UUID submitter) {
        ObjectKey bodyKey = storedBody == null ? null : storedBody.key();
        boolean anonymous = isWhole() && form != Envelope.BodyForm.EXTERNALIZABLE;
        var shownName = anonymous ? "" : name;
        return new Envelope(traits, kind, claimId, submitter, shownName, form, body, bodyKey, slots);
    }
}
