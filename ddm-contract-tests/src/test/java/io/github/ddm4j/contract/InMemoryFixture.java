/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeCloudFixture;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** The in-memory adapter in front of its cloud. */
final class InMemoryFixture extends FakeCloudFixture {

    /** Known too, and not what anybody asks for. */
    static final FlavorId OTHER_FLAVOR = new FlavorId("0b0d7ed5-d2a5-31bd-b98b-0cb7e0d33c8e");

    private final TrippingClock clock;
    private final KitBreakers breakers;
    private final InMemoryScaleOutAdapter adapter;
    private final InMemoryScaleOutAdapter unguarded;

    InMemoryFixture(AdapterSettings settings) {
        this(settings, FakeClock.at(Instant.parse("2026-11-22T12:00:00Z")));
    }

    private InMemoryFixture(AdapterSettings settings, FakeClock time) {
        this(settings, time, new TrippingClock(time));
    }

    private InMemoryFixture(AdapterSettings settings, FakeClock time, TrippingClock clock) {
        super(time, clock);
        this.clock = clock;
        breakers = new KitBreakers(settings);
        cloud().addFlavor(OTHER_FLAVOR);
        adapter = adapter(settings, breakers.registry());
        unguarded = adapter(settings, MutantFixture.neverOpen());
    }

    /** Another adapter for the same cloud. */
    InMemoryScaleOutAdapter adapter(AdapterSettings settings, CircuitBreakerRegistry registry) {
        return InMemoryScaleOutAdapter.builder(cloud(), PROJECT)
                .deadline(settings.deadline())
                .circuitBreakerRegistry(registry)
                .build();
    }

    CircuitBreakerRegistry breakers() {
        return breakers.registry();
    }

    /** Another adapter for the same cloud, whose circuit breaker does not open. */
    InMemoryScaleOutAdapter unguarded() {
        return unguarded;
    }

    @Override
    public ScaleOutPort port() {
        return adapter;
    }

    @Override
    public InstancePort instances() {
        return adapter;
    }

    @Override
    public JobPort jobs() {
        return adapter;
    }

    @Override
    public void closeAdapter() {
        adapter.close();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.RENEWS_CREDENTIALS, Capability.TELLS_BILLING_MODE);
    }

    /** The one the cloud issues first. */
    @Override
    public Set<String> secrets() {
        return Set.of("token-of-the-fake-1");
    }

    /** The adapter does not log. */
    @Override
    public String logged() {
        return "";
    }

    @Override
    public void letBreakerHalfOpen() {
        breakers.letHalfOpen();
    }

    @Override
    protected boolean strikesAdapter(Trouble trouble, int times) {
        if (trouble == Mishap.BUG_INSIDE || trouble == Mishap.ERROR_INSIDE) {
            clock.trip(bug(trouble), times);
            return true;
        }
        return trouble == Mishap.CREDENTIALS_REFUSED || trouble == Mishap.CREDENTIALS_UNREACHABLE;
    }

    private static Consumer<String> bug(Trouble trouble) {
        return where -> {
            if (trouble == Mishap.ERROR_INSIDE) {
                throw new AssertionError("an Error that nobody expects, " + where);
            }
            throw new IllegalStateException("an exception that nobody expects, " + where);
        };
    }

    @Override
    public void close() {
        adapter.close();
        unguarded.close();
    }
}
