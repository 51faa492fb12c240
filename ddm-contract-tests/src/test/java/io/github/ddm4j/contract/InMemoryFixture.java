/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.util.Set;

/** The in-memory adapter in front of its cloud. */
final class InMemoryFixture extends FakeCloudFixture {

    private final InMemoryScaleOutAdapter adapter;
    private final InMemoryScaleOutAdapter unguarded;

    InMemoryFixture(AdapterSettings settings) {
        super(settings);
        adapter = InMemoryScaleOutAdapter.builder(cloud, PROJECT)
                .deadline(settings.deadline())
                .circuitBreakerRegistry(breakers)
                .build();
        unguarded = InMemoryScaleOutAdapter.builder(cloud, PROJECT)
                .deadline(settings.deadline())
                .circuitBreakerRegistry(MutantFixture.neverOpen())
                .build();
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
    boolean strikesHere(Trouble trouble, int times) {
        if (trouble == Mishap.BUG_INSIDE || trouble == Mishap.ERROR_INSIDE) {
            clock.trip(bug(trouble), times);
            return true;
        }
        return trouble == Mishap.CREDENTIALS_REFUSED || trouble == Mishap.CREDENTIALS_UNREACHABLE;
    }

    @Override
    public void close() {
        adapter.close();
        unguarded.close();
    }
}
