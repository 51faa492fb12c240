/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Names the steps of a submission from outside, and stops for ever at one of them. */
final class Steps {

    /** All steps of a submission whose answer comes, in their order. */
    static final List<String> ALL = List.of(
            "before-open",
            "after-open",
            "before-order",
            "before-sending",
            "after-sending",
            "after-order",
            "before-applied",
            "after-applied");

    private final String stopAt;

    Steps(String stopAt) {
        this.stopAt = stopAt;
    }

    private void at(String step) {
        System.out.println("AT " + step);
        if (step.equals(stopAt)) {
            forever();
        }
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    ScaleOutPort around(ScaleOutPort port) {
        return new ScaleOutPort() {
            @Override
            public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request) {
                return port.scaleOut(instance, request);
            }

            @Override
            public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request, SendGate gate) {
                at("before-order");
                ScaleOutReceipt receipt = port.scaleOut(instance, request, gate);
                at("after-order");
                return receipt;
            }

            @Override
            public boolean asksGateLast() {
                return port.asksGateLast();
            }
        };
    }

    SubmissionJournal around(SubmissionJournal journal) {
        return new SubmissionJournal() {
            @Override
            public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
                return journal.read(key, instance, recent);
            }

            @Override
            public Put insert(Entry entry) {
                at("before-" + state(entry));
                Put put = journal.insert(entry);
                at("after-" + state(entry));
                return put;
            }

            @Override
            public Put replace(Entry entry, Stamp expected) {
                at("before-" + state(entry));
                Put put = journal.replace(entry, expected);
                at("after-" + state(entry));
                return put;
            }

            @Override
            public List<Stored> open(int atMost) {
                return journal.open(atMost);
            }

            @Override
            public int thin(Duration age, int atMost) {
                return journal.thin(age, atMost);
            }
        };
    }

    private static String state(SubmissionJournal.Entry entry) {
        return entry.body().split(" ")[1].split("\n")[0].toLowerCase(Locale.ROOT);
    }
}
