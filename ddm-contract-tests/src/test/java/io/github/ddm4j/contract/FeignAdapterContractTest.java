/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Feign adapter keeps the contract, over HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class FeignAdapterContractTest {

    @Nested
    class Acceptance extends AcceptanceContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Validation extends ValidationContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Rejection extends RejectionContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Fault extends FaultContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Credentials extends CredentialsContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Deadline extends DeadlineContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class CircuitBreaker extends CircuitBreakerContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class HalfOpen extends HalfOpenContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Gate extends GateContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Interrupt extends InterruptContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Secrets extends SecretsContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Instance extends InstanceContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Job extends JobContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Read extends ReadContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }

    @Nested
    class Audit extends AuditContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new FeignFixture(settings);
        }
    }
}
