/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.notApplied;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Adapters that get their own end wrong. */
final class ClosingMutants {

    /** Lets the threads go that a mutant leaves behind. */
    static final CountDownLatch OVER = new CountDownLatch(1);

    private ClosingMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("works on when it is closed", "X1 X2 X3 X4 X6 X7", Endless::new)
                        .thatIsStuck(),
                Mutant.of("reads on when it is closed", "X2", Reading::new),
                Mutant.of("cannot be closed twice", "X3", Once::new),
                Mutant.of("waits for calls in flight when it is closed", "X4 X6", Patient::new)
                        .thatIsStuck(),
                Mutant.of("lets a waiting read wait on when it is closed", "X6", WaitingReads::new)
                        .thatIsStuck(),
                Mutant.of("lets a waiting call wait on when it is closed", "X4 X6 X7 X2", Waiting::new)
                        .thatIsStuck(),
                Mutant.flaw("leaves a thread behind", "X5", ClosingMutants::leavingAThread)
                        .thatIsStuck());
    }

    private static final class Endless extends MutantFixture {

        Endless(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void closeAdapter() {
            // Does not: that is the flaw.
        }
    }

    private static final class Reading extends MutantFixture {

        private final InMemoryScaleOutAdapter neverClosed = good.adapter(settings, MutantFixture.neverOpen());
        private volatile boolean closed;

        Reading(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void closeAdapter() {
            closed = true;
            super.closeAdapter();
        }

        @Override
        public InstancePort instances() {
            return closed ? neverClosed : super.instances();
        }

        @Override
        public JobPort jobs() {
            return closed ? neverClosed : super.jobs();
        }
    }

    private static final class Once extends MutantFixture {

        private boolean closed;

        Once(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void closeAdapter() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            super.closeAdapter();
        }
    }

    private static final class Patient extends MutantFixture {

        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean inFlight;

        Patient(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void givenNoTrouble() {
            inFlight = false;
            super.givenNoTrouble();
        }

        @Override
        public void givenTrouble(Trouble next, int times) {
            inFlight |= next == Mishap.HELD;
            super.givenTrouble(next, times);
        }

        @Override
        public void givenReadTrouble(Trouble next, int times) {
            inFlight |= next == Mishap.HELD;
            super.givenReadTrouble(next, times);
        }

        @Override
        public void closeAdapter() {
            if (inFlight) {
                Waits.uninterruptibly(over);
            }
            super.closeAdapter();
        }

        @Override
        public void close() {
            over.countDown();
            super.close();
        }
    }

    private static final class WaitingReads extends MutantFixture {

        private final InMemoryScaleOutAdapter neverClosed = good.adapter(settings, MutantFixture.neverOpen());
        private volatile boolean holding;
        private volatile boolean closed;

        WaitingReads(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                if (closed) {
                    throw notApplied();
                }
                return holding ? neverClosed.instance(id) : super.instances().instance(id);
            });
        }

        @Override
        public void givenReadTrouble(Trouble next, int times) {
            holding = next == Mishap.HELD;
            super.givenReadTrouble(next, times);
        }

        @Override
        public void closeAdapter() {
            closed = true;
            super.closeAdapter();
        }

        @Override
        public void close() {
            neverClosed.close();
            super.close();
        }
    }

    private static final class Waiting extends MutantFixture {

        private volatile boolean closed;

        Waiting(AdapterSettings settings) {
            super(settings, (self, id, request) -> {
                if (((Waiting) self).closed) {
                    throw notApplied();
                }
                return self.real(id, request);
            });
        }

        @Override
        public void closeAdapter() {
            closed = true;
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                requireOpen();
                return super.instances().instance(id);
            });
        }

        @Override
        public JobPort jobs() {
            return new ForwardingJobs(super.jobs()) {
                @Override
                void before() {
                    requireOpen();
                }
            };
        }

        private void requireOpen() {
            if (closed) {
                throw notApplied();
            }
        }
    }

    private static ScaleOutReceipt leavingAThread(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        Thread left = new Thread(() -> Waits.uninterruptibly(OVER), "left behind");
        left.start();
        return self.real(id, request);
    }
}
