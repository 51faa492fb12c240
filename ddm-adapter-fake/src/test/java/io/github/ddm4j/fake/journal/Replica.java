/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.journal;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One process of a service: a flow of its own over a provider and a journal that all share. It can die at a step; from then
 * on nothing that it does reaches anybody.
 */
final class Replica {

    /** All steps of a submission whose answer comes, in their order. */
    static final List<String> STEPS = List.of(
            "before open",
            "after open",
            "before order",
            "before sending",
            "after sending",
            "after order",
            "before applied",
            "after applied");

    final List<FlowEvent> events = new ArrayList<>();
    final List<String> statements = new ArrayList<>();
    final ScaleOutFlow flow;
    private final SubmissionJournal journal;
    private String diesAt = "never";
    private boolean dead;
    private boolean journalDown;

    Replica(FakeCloud cloud, SubmissionJournal journal, ClockTime time) {
        this(cloud, journal, time, builder -> builder);
    }

    Replica(FakeCloud cloud, SubmissionJournal journal, ClockTime time, UnaryOperator<ScaleOutFlowBuilder> options) {
        this.journal = journal;
        InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .token(Examples.TOKEN)
                .build();
        this.flow = options.apply(ScaleOutFlow.builder(new Port(adapter), adapter, adapter)
                        .time(time)
                        .listener(events::add)
                        .journal(new Journal()))
                .build();
    }

    Replica dyingAt(String step) {
        diesAt = step;
        return this;
    }

    void journalIsDown(boolean down) {
        journalDown = down;
    }

    List<String> eventNames() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    private void at(String step) {
        dead |= step.equals(diesAt);
        if (dead) {
            throw new IllegalStateException("this process is dead");
        }
    }

    private final class Port implements ScaleOutPort {

        private final ScaleOutPort port;

        Port(ScaleOutPort port) {
            this.port = port;
        }

        @Override
        public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request) {
            return scaleOut(instance, request, SendGate.OPEN);
        }

        @Override
        public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request, SendGate gate) {
            at("before order");
            ScaleOutReceipt receipt = port.scaleOut(instance, request, gate);
            at("after order");
            return receipt;
        }

        @Override
        public boolean asksGateLast() {
            return port.asksGateLast();
        }
    }

    private final class Journal implements SubmissionJournal {

        private void note(String statement) {
            at("a statement");
            statements.add(statement);
            if (journalDown) {
                throw new IllegalStateException("the store is down");
            }
        }

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            note("read");
            return journal.read(key, instance, recent);
        }

        @Override
        public Put insert(Entry entry) {
            note("insert");
            at("before " + state(entry));
            Put put = journal.insert(entry);
            at("after " + state(entry));
            return put;
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            note("replace");
            at("before " + state(entry));
            Put put = journal.replace(entry, expected);
            at("after " + state(entry));
            return put;
        }

        @Override
        public List<Stored> open(int atMost) {
            note("open");
            return journal.open(atMost);
        }

        @Override
        public int thin(Duration age, int atMost) {
            note("thin");
            return journal.thin(age, atMost);
        }

        private static String state(Entry entry) {
            return entry.body().split("[ \n]")[1].toLowerCase(Locale.ROOT);
        }
    }
}
