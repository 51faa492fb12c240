/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.failingAt;
import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Adapters that get threads wrong. */
final class ThreadMutants {

    private ThreadMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "keeps the receipt in a field for a moment too long",
                        "S1 S2 S4 S10 C2 C3 S13",
                        ThreadMutants::oneReceiptForAll),
                Mutant.flaw("clears the interrupt flag", "I1 I2", ThreadMutants::clearingTheFlag),
                Mutant.flaw("says not applied when interrupted, though it was", "I1", ThreadMutants::lying),
                failingAt(Mishap.HELD, "calls an interrupted call not applied", "B8 H1 I2 X4", failure -> notApplied()),
                failingAt(Mishap.HELD, "calls an interrupted call an outage", "I2 X4", failure -> unknown()),
                Mutant.of("ignores an interrupt", "B8 H1 I2 I3 H5", ThreadMutants::ignoringInterrupts)
                        .thatIsStuck(),
                Mutant.of("ignores an interrupt of a read", "I4", DeafReads::new)
                        .thatIsStuck(),
                Mutant.of("clears the interrupt flag of a read", "I4", settings -> new ForgetfulReads(settings, false)),
                Mutant.of(
                        "clears the interrupt flag of a read that does not wait",
                        "I4",
                        settings -> new ForgetfulReads(settings, true)),
                Mutant.flaw("clears the interrupt flag upon a refusal", "I1", ThreadMutants::clearingAtRefusals),
                Mutant.of(
                        "is broken after an interrupt",
                        "S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 B8 H5 I3 S12 S13 S14",
                        ThreadMutants::brokenAfterInterrupt));
    }

    private static final class DeafReads extends MutantFixture {

        private final CountDownLatch over = new CountDownLatch(1);

        DeafReads(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                try {
                    return super.instances().instance(id);
                } catch (ProviderUnavailableException cutShort) {
                    if (Thread.currentThread().isInterrupted()) {
                        Waits.uninterruptibly(over);
                    }
                    throw cutShort;
                }
            });
        }

        @Override
        public void close() {
            over.countDown();
            super.close();
        }
    }

    private static final class ForgetfulReads extends MutantFixture {

        private final boolean unlessItWaits;

        ForgetfulReads(AdapterSettings settings, boolean unlessItWaits) {
            super(settings, MutantFixture::real);
            this.unlessItWaits = unlessItWaits;
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                boolean atFirst = Thread.currentThread().isInterrupted();
                try {
                    return super.instances().instance(id);
                } finally {
                    if (!unlessItWaits || atFirst) {
                        Thread.interrupted();
                    }
                }
            });
        }
    }

    /** By the second instance of a fixture on, for the first thread is always right. */
    private static ScaleOutFixture oneReceiptForAll(AdapterSettings settings) {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<ScaleOutReceipt> field = new AtomicReference<>();
        return new MutantFixture(settings, (self, id, request) -> {
            ScaleOutReceipt own = self.real(id, request);
            first.compareAndSet(null, Thread.currentThread());
            field.compareAndSet(null, own);
            ScaleOutReceipt kept = field.get();
            return kept == null || first.get() == Thread.currentThread() ? own : kept;
        });
    }

    private static ScaleOutReceipt clearingTheFlag(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } finally {
            Thread.interrupted();
        }
    }

    private static ScaleOutReceipt clearingAtRefusals(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        boolean interrupted = Thread.interrupted();
        boolean refused = false;
        try {
            return self.real(id, request);
        } catch (ScaleOutRejectedException no) {
            refused = true;
            throw no;
        } finally {
            if (interrupted && !refused) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ScaleOutReceipt lying(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        boolean interrupted = Thread.interrupted();
        ScaleOutReceipt receipt = self.real(id, request);
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw notApplied();
        }
        return receipt;
    }

    private static ScaleOutFixture ignoringInterrupts(AdapterSettings settings) {
        CountDownLatch over = new CountDownLatch(1);
        return new MutantFixture(settings, (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException cutShort) {
                if (Thread.currentThread().isInterrupted()) {
                    Waits.uninterruptibly(over);
                }
                throw cutShort;
            }
        }) {
            @Override
            public void close() {
                over.countDown();
                super.close();
            }
        };
    }

    private static ScaleOutFixture brokenAfterInterrupt(AdapterSettings settings) {
        AtomicBoolean broken = new AtomicBoolean();
        return new MutantFixture(settings, (self, id, request) -> {
            if (broken.get()) {
                throw notApplied();
            }
            try {
                return self.real(id, request);
            } finally {
                broken.set(Thread.currentThread().isInterrupted());
            }
        });
    }
}
