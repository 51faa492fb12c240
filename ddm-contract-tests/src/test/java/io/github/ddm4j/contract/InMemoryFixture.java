/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeCloudFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The in-memory adapter in front of its cloud. */
final class InMemoryFixture extends FakeCloudFixture {

    /** Like no other text. */
    static final String ACCESS_KEY = "AKQ7ZXN4WDB9LTV2MCH5";

    private static final Instant START = Instant.parse("2026-11-22T12:34:56Z");

    private final Set<String> probes = new HashSet<>();
    private final TrippingClock clock;
    private final KitBreakers breakers;
    private final InMemoryScaleOutAdapter adapter;
    private final InMemoryScaleOutAdapter unguarded;

    InMemoryFixture(AdapterSettings settings) {
        this(settings, new KitBreakers(settings));
    }

    /** With circuit breakers of another kind. */
    InMemoryFixture(AdapterSettings settings, KitBreakers breakers) {
        this(settings, breakers, FakeClock.at(START));
    }

    private InMemoryFixture(AdapterSettings settings, KitBreakers breakers, FakeClock time) {
        this(settings, breakers, time, new TrippingClock(time));
    }

    private InMemoryFixture(AdapterSettings settings, KitBreakers breakers, FakeClock time, TrippingClock clock) {
        super(time, clock);
        this.clock = clock;
        this.breakers = breakers;
        adapter = adapter(settings, breakers.registry());
        unguarded = adapter(settings, MutantFixture.neverOpen());
    }

    /** With a clock that goes on. */
    static InMemoryFixture goingOn(AdapterSettings settings) {
        FakeClock time = FakeClock.at(START);
        return new InMemoryFixture(
                settings, new KitBreakers(settings), time, new TrippingClock(time, Duration.ofMillis(1)));
    }

    /** Another adapter for the same cloud. */
    InMemoryScaleOutAdapter adapter(AdapterSettings settings, CircuitBreakerRegistry registry) {
        return InMemoryScaleOutAdapter.builder(cloud(), PROJECT)
                .accessKey(ACCESS_KEY)
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
    public AuditPort auditLog() {
        return adapter;
    }

    @Override
    public void closeAdapter() {
        adapter.close();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.RENEWS_CREDENTIALS,
                Capability.TELLS_BILLING_MODE,
                Capability.TELLS_LINKED_RDS,
                Capability.CALLS_CODE_OF_YOURS,
                Capability.READS_AUDIT_LOG);
    }

    /** The key, and all tokens that the cloud has issued: they are numbered, and what is issued now tells the number. */
    @Override
    public List<String> secrets() {
        String next = cloud().issueToken(PROJECT);
        probes.add(next);
        int end = next.lastIndexOf('-') + 1;
        List<String> held = new ArrayList<>(List.of(ACCESS_KEY));
        for (int number = 1; number < Integer.parseInt(next.substring(end)); number++) {
            held.add(next.substring(0, end) + number);
        }
        held.removeAll(probes);
        return held;
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
    public void givenNoTrouble() {
        clock.clear();
        super.givenNoTrouble();
    }

    @Override
    protected boolean strikesAdapter(Trouble trouble, int times) {
        if (trouble == Mishap.BUG_INSIDE || trouble == Mishap.ERROR_INSIDE) {
            clock.trip(bug(trouble), times);
            return true;
        }
        return false;
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
