/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One state of the model: the store, the provider, what is on the way, and where each process stands. Copied to change. */
final class ModelWorld {

    static final InstanceId INSTANCE = new InstanceId("in1");

    /** What may go wrong, each so many times. */
    enum Trouble {
        CRASH,
        LOST_WRITE,
        LATE_WRITE,
        LOST_REPLY,
        DROPPED_REQUEST,
        REFUSAL,
        UNAUTHORIZED,
        UNSENT,
        PAUSE,
        SLEEP,
        JUMP,
        ACTOR,
        INTERRUPT,
        THINNING,
        PERSON
    }

    /** A record with its times by the store's clock, in ticks. */
    record Row(Entry entry, int lease, int age) {}

    /** A job of the provider's, or an order that is one once it is paid. */
    record Effect(String id, String owner, boolean order, boolean paid, int visibleIn, int endsIn) {

        boolean visible() {
            return (!order || paid) && visibleIn == 0;
        }

        boolean seenEnded() {
            return visible() && endsIn == 0;
        }
    }

    /** A request that has left. */
    record Request(int process, String owner, String attempt, int linger) {}

    /** A write that its writer gave up, and that may still be made. */
    record LateWrite(Entry entry, Optional<Stamp> expected) {}

    /** How far an order has come on its connection. */
    enum Wire {
        NONE,
        READY,
        PERMITTED,
        CHECKED,
        WAITING,
        REFUSED
    }

    /** A look under way: until when to wait, and for how long all has been quiet. */
    record Watch(int toWait, int quiet) {}

    record Process(
            Optional<JournalStep> step,
            Wire wire,
            int window,
            Optional<Watch> watch,
            List<String> todo,
            boolean asleep) {

        static Process idle(List<String> todo) {
            return new Process(Optional.empty(), Wire.NONE, 0, Optional.empty(), todo, false);
        }
    }

    /** What a person has seen, and will say. */
    record Memory(String key, Stamp stamp, Optional<Effect> seen) {}

    final Map<String, Row> rows;
    final List<Effect> effects;
    final List<Request> requests;
    final List<LateWrite> lateWrites;
    final List<Process> processes;
    final Map<Trouble, Integer> left;
    final Optional<Memory> person;

    private @Nullable String text;

    /** The first thing that must not be, if this is the state in which it is. */
    final Optional<String> wrong;

    ModelWorld(
            Map<String, Row> rows,
            List<Effect> effects,
            List<Request> requests,
            List<LateWrite> lateWrites,
            List<Process> processes,
            Map<Trouble, Integer> left,
            Optional<Memory> person,
            Optional<String> wrong) {
        this.rows = rows;
        this.effects = effects;
        this.requests = requests;
        this.lateWrites = lateWrites;
        this.processes = processes;
        this.left = left;
        this.person = person;
        this.wrong = wrong;
    }

    static ModelWorld start(List<Process> processes, Map<Trouble, Integer> troubles) {
        return new ModelWorld(
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                processes,
                copy(troubles),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<Trouble, Integer> copy(Map<Trouble, Integer> troubles) {
        Map<Trouble, Integer> copy = new EnumMap<>(Trouble.class);
        copy.putAll(troubles);
        return copy;
    }

    ModelWorld withRows(Map<String, Row> changed) {
        return new ModelWorld(changed, effects, requests, lateWrites, processes, left, person, wrong);
    }

    ModelWorld withEffects(List<Effect> changed) {
        return new ModelWorld(rows, changed, requests, lateWrites, processes, left, person, wrong);
    }

    ModelWorld withRequests(List<Request> changed) {
        return new ModelWorld(rows, effects, changed, lateWrites, processes, left, person, wrong);
    }

    ModelWorld withLateWrites(List<LateWrite> changed) {
        return new ModelWorld(rows, effects, requests, changed, processes, left, person, wrong);
    }

    ModelWorld withProcess(int index, Process changed) {
        List<Process> all = new ArrayList<>(processes);
        all.set(index, changed);
        return new ModelWorld(rows, effects, requests, lateWrites, all, left, person, wrong);
    }

    ModelWorld withPerson(Optional<Memory> changed) {
        return new ModelWorld(rows, effects, requests, lateWrites, processes, left, changed, wrong);
    }

    ModelWorld wrong(String what) {
        return wrong.isPresent()
                ? this
                : new ModelWorld(rows, effects, requests, lateWrites, processes, left, person, Optional.of(what));
    }

    boolean may(Trouble trouble) {
        return left.getOrDefault(trouble, 0) > 0;
    }

    ModelWorld after(Trouble trouble) {
        Map<Trouble, Integer> less = new EnumMap<>(left);
        less.merge(trouble, -1, Integer::sum);
        return new ModelWorld(rows, effects, requests, lateWrites, processes, less, person, wrong);
    }

    Optional<JournalRecord> record(String key) {
        return Optional.ofNullable(rows.get(key))
                .map(row -> JournalBody.read(row.entry().body()));
    }

    List<Effect> effectsOf(String key) {
        return effects.stream().filter(effect -> effect.owner().equals(key)).toList();
    }

    /** Whether something of this key may still take effect. */
    boolean underWay(String key) {
        return requests.stream().anyMatch(request -> request.owner().equals(key))
                || processes.stream()
                        .anyMatch(process -> (process.wire() == Wire.CHECKED || process.wire() == Wire.PERMITTED)
                                && process.step()
                                        .orElseThrow()
                                        .subject()
                                        .key()
                                        .value()
                                        .equals(key));
    }

    /** All of it as text; two states with the same text are the same. */
    String text() {
        if (text == null) {
            text = write();
        }
        return text;
    }

    private String write() {
        StringBuilder out = new StringBuilder(2000);
        rows.forEach((key, row) -> {
            entry(out, row.entry());
            out.append(' ').append(row.lease()).append(' ').append(row.age()).append('\n');
        });
        out.append(effects).append(requests).append(left).append(person).append('\n');
        for (LateWrite write : lateWrites) {
            entry(out, write.entry());
            out.append(write.expected());
        }
        for (Process process : processes) {
            out.append('\n').append(process.wire()).append(process.window());
            out.append(process.watch()).append(process.todo()).append(process.asleep());
            process.step().ifPresent(step -> step(out, step));
        }
        return out.append(wrong).toString();
    }

    private static void entry(StringBuilder out, Entry entry) {
        out.append(entry.key()).append(entry.open()).append(entry.witness().orElse("-"));
        out.append(entry.stamp()).append(entry.body());
    }

    private static void step(StringBuilder out, JournalStep step) {
        JournalStep.Subject subject = step.subject();
        out.append(step.purpose()).append(step.tries()).append(',').append(step.rounds());
        out.append(step.aim()).append(subject.key()).append(subject.stamps()).append(subject.proof());
        out.append(subject.sent())
                .append(subject.late())
                .append(subject.notOurs())
                .append(subject.first());
        subject.record().ifPresent(record -> out.append(JournalBody.write(record)));
        if (step.action() instanceof Action.Write write) {
            out.append(write.entry().stamp()).append(write.expected());
        } else if (step.action() instanceof Action.Order order) {
            out.append(order);
        } else {
            out.append(step.action().getClass().getSimpleName());
        }
    }
}
