/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import org.junit.jupiter.api.Nested;

/**
 * The whole contract at once: extend this, make the fixture in it, and run it.
 *
 * <p>Where one module tests several adapters, nest the suites into one class for each instead, because some runners
 * report the classes nested here under this class's name.
 *
 * @since 0.1.0
 */
public abstract class ScaleOutContract {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected ScaleOutContract() {}

    /** Makes a new fixture, with an adapter that is built by these settings. The suites call it before every test. */
    protected abstract ScaleOutFixture createFixture(AdapterSettings settings);

    @Nested
    class Acceptance extends AcceptanceContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Validation extends ValidationContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Rejection extends RejectionContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Fault extends FaultContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Credentials extends CredentialsContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Deadline extends DeadlineContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class CircuitBreaker extends CircuitBreakerContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class HalfOpen extends HalfOpenContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Gate extends GateContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Interrupt extends InterruptContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Secrets extends SecretsContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Instance extends InstanceContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Read extends ReadContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Job extends JobContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }

    @Nested
    class Audit extends AuditContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return ScaleOutContract.this.createFixture(settings);
        }
    }
}
