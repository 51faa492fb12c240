/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.WithoutPauses;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The adapter on OkHttp, in front of a real server; the reads are those of the Feign adapter. */
final class OkHttpFixture extends FakeServerFixture {

    private final CircuitBreaker breaker;
    private final OkHttpAdapter adapter;
    private final KitBreakers readBreakers;
    private final FeignScaleOutAdapter reads;

    /** @param off what OkHttp is kept from sending again */
    OkHttpFixture(AdapterSettings settings, Set<OkHttpRepeat> off) {
        this(settings, off, null);
    }

    /** One that sends nothing again, and has a flaw. */
    OkHttpFixture(AdapterSettings settings, OkHttpFlaw flaw) {
        this(settings, EnumSet.allOf(OkHttpRepeat.class), flaw);
    }

    private OkHttpFixture(AdapterSettings settings, Set<OkHttpRepeat> off, @Nullable OkHttpFlaw flaw) {
        breaker = CircuitBreaker.of(
                "okhttp",
                KitBreakers.config(settings)
                        .recordException(OkHttpAdapter::signalsOutage)
                        .ignoreException(thrown -> OkHttpAdapter.saysNothing(thrown, flaw))
                        .build());
        adapter = new OkHttpAdapter(
                endpoint().resolve("/v2/" + PROJECT + "/"),
                settings.deadline(),
                refused -> refused.isEmpty() ? token() : newToken(),
                breaker,
                off,
                flaw);
        readBreakers = new KitBreakers(settings);
        reads = WithoutPauses.of(FeignScaleOutAdapter.builder(
                        endpoint(), PROJECT, new FixtureTokens(this::token, this::newToken)))
                .circuitBreakerRegistry(readBreakers.registry())
                .clock(time())
                .http(http ->
                        http.deadline(flaw == OkHttpFlaw.READS_FOR_EVER ? Duration.ofHours(1) : settings.deadline()))
                .build();
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
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
        readBreakers.letHalfOpen();
    }

    /** It does not log. */
    @Override
    public String logged() {
        return "";
    }
}
