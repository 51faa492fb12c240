/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.fake.internal.audit.TraceField;
import io.github.ddm4j.fake.internal.audit.TraceLog;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.Inputs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The audit log of a {@link FakeCloud}, as Cloud Trace Service keeps it: every order leaves a trace with user, access
 * key, address, time, status, request and response, which can be read for seven days. What is not documented of the real
 * log (how late a trace is, what it lacks, whether a refused order is in it) a test sets here. Thread-safe.
 *
 * <p>By default the log is switched on, everybody may read it, and a trace is complete and there at once.
 * {@link FakeCloud#reset()} leads back to that.
 *
 * @since 0.1.0
 */
public final class FakeAuditLog {

    /** The parts of a trace that may be missing. */
    public enum Field {
        /** The body of the request. */
        REQUEST,
        /** The body of the answer, which names the job or the order. */
        RESPONSE,
        /** The HTTP status of the answer. */
        CODE,
        /** The access key that signed the request. */
        ACCESS_KEY,
        /** The user, with domain and access key. */
        USER,
        /** The address of the caller. */
        SOURCE_IP,
        /** The gateway's id of the request. */
        REQUEST_ID,
        /** When the log had the trace. */
        RECORD_TIME
    }

    private final CloudCore core;

    FakeAuditLog(CloudCore core) {
        this.core = core;
    }

    private void change(Consumer<TraceLog> work) {
        core.change(now -> work.accept(core.world().traces()));
    }

    /**
     * Takes the tracker away, or puts it back. Without a tracker nothing is recorded, and reading is refused with 404.
     * That a real log refuses is an assumption: it may also have nothing to show, which is {@link #setRecording}.
     */
    public void setSwitchedOn(boolean on) {
        change(log -> log.switchOn(on));
    }

    /** Sets whether orders leave traces from now on; what was recorded can be read all the same. Default: true. */
    public void setRecording(boolean recording) {
        change(log -> log.record(recording));
    }

    /** Sets whether orders that the provider refuses leave traces. Default: true. */
    public void setRecordingRefusals(boolean recording) {
        change(log -> log.recordRefusals(recording));
    }

    /** Gives callers the permission to read the log, or takes it away: then reading is refused with 403. Default: given. */
    public void setReadable(boolean readable) {
        change(log -> log.allow(readable));
    }

    /**
     * Sets how late traces of later orders can be read. Default: at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setLag(Duration lag) {
        Inputs.requireNotNegative("lag", lag);
        change(log -> log.delayBy(lag));
    }

    /**
     * Sets how often each later trace is written, with the same id. Default: once.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public void setCopies(int copies) {
        Inputs.requireAtLeast("copies", copies, 1);
        change(log -> log.copy(copies));
    }

    /**
     * Writes two traces of each later order that is accepted: one of the request, and so much later one of its result,
     * with another id and without request and response. Zero, as by default, writes the first one only.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setResultAfter(Duration later) {
        Inputs.requireNotNegative("later", later);
        change(log -> log.pairAfter(later.isZero() ? null : later));
    }

    /**
     * Loses the next traces.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void loseNext(int traces) {
        Inputs.requireAtLeast("traces", traces, 0);
        change(log -> log.lose(traces));
    }

    /** Leaves these parts out of all traces, those that were recorded before too. Default: none. */
    public void setLeftOut(Field... fields) {
        List<TraceField> names = Arrays.stream(fields)
                .map(field -> TraceField.valueOf(field.name()))
                .toList();
        change(log -> log.leaveOut(names));
    }

    /**
     * Sets the user that {@link FakeCloud#scaleOutByOthers} works as, on the console. Default: {@code somebody-else}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public void setOthersOnConsole(String user) {
        User other = new User(User.DEFAULT.domain(), user);
        change(log -> log.setOthers(other.onConsole(TraceLog.ADDRESS_OF_OTHERS)));
    }

    /**
     * Sets the user that {@link FakeCloud#scaleOutByOthers} works as, and the access key that signs, over the API.
     *
     * @throws IllegalArgumentException if one of them is blank
     */
    public void setOthersOverApi(String user, String accessKey) {
        User other = new User(User.DEFAULT.domain(), user);
        Inputs.requireVisible("accessKey", accessKey);
        change(log -> log.setOthers(other.actor(accessKey, TraceLog.ADDRESS_OF_OTHERS)));
    }

    /** Adds a trace of the test's own. It can be read at once, from whatever time it is within the last seven days. */
    public void add(FakeTrace trace) {
        requireNonNull(trace, "trace");
        core.change(now -> core.world().traces().add(trace.state(core.world(), now)));
    }

    /** Counts the traces that can be read now, copies included. */
    public int size() {
        return core.at(now -> core.world().traces().all(now).size());
    }

    /** Shows how many traces there are. */
    @Override
    public String toString() {
        return "FakeAuditLog[" + size() + " traces]";
    }
}
