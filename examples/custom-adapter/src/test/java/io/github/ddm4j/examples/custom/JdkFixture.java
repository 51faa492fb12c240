/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** The adapter, in front of the fake. */
final class JdkFixture extends FakeServerFixture {

    private final CircuitBreakerRegistry breakers;
    private final JdkScaleOutAdapter adapter;
    private final FeignScaleOutAdapter reads;

    JdkFixture(AdapterSettings settings) {
        CircuitBreakerConfig numbers = CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.breakerWindow())
                .minimumNumberOfCalls(settings.breakerWindow())
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .waitDurationInOpenState(settings.breakerOpenFor())
                .build();
        breakers = CircuitBreakerRegistry.of(numbers);
        CircuitBreaker breaker = breakers.circuitBreaker(
                "ddm",
                CircuitBreakerConfig.from(numbers)
                        .recordException(JdkScaleOutAdapter::signalsOutage)
                        .ignoreException(JdkScaleOutAdapter::saysNothing)
                        .build());
        adapter = new JdkScaleOutAdapter(
                endpoint().resolve("/v2/" + PROJECT + "/"),
                refused -> refused.isEmpty() ? token() : newToken(),
                settings.deadline(),
                breaker);
        // Ports are separate: the command is yours, the reads may be those of another adapter.
        reads = FeignScaleOutAdapter.builder(endpoint(), PROJECT, new Tokens())
                .circuitBreakerRegistry(breakers)
                .http(http -> http.deadline(settings.deadline()))
                .repeatReads(false)
                .clock(time())
                .build();
    }

    private final class Tokens implements AuthTokenProvider {
        @Override
        public AuthToken token() {
            return AuthToken.of(JdkFixture.this.token());
        }

        @Override
        public AuthToken tokenAfterRefusal(AuthToken refused) {
            return AuthToken.of(newToken());
        }
    }

    @Override
    public ScaleOutPort port() {
        return adapter;
    }

    @Override
    public InstancePort instances() {
        return reads;
    }

    @Override
    public JobPort jobs() {
        return reads;
    }

    @Override
    public void closeAdapter() {
        adapter.close();
        reads.close();
    }

    @Override
    public void letBreakerHalfOpen() {
        breakers.getAllCircuitBreakers().stream()
                .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                .forEach(CircuitBreaker::transitionToHalfOpenState);
    }

    /** It does not log. */
    @Override
    public String logged() {
        return "";
    }
}
