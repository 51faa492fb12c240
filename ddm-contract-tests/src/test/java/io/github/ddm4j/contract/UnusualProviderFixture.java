/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.WithoutPauses;

/** The Feign adapter before a provider that says the same as the fake in another way. */
final class UnusualProviderFixture extends FakeServerFixture {

    private final KitBreakers breakers;
    private final RewritingServer provider;
    private final FeignScaleOutAdapter adapter;

    UnusualProviderFixture(AdapterSettings settings, UnusualProvider unusual) {
        breakers = new KitBreakers(settings);
        provider = new RewritingServer(endpoint(), unusual);
        adapter = WithoutPauses.of(FeignScaleOutAdapter.builder(
                        provider.uri(), PROJECT, new FixtureTokens(this::token, this::newToken)))
                .http(http -> http.deadline(settings.deadline()))
                .circuitBreakerRegistry(breakers.registry())
                .clock(time())
                .build();
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

    /** Other tests look at what it logs. */
    @Override
    public String logged() {
        return "";
    }

    @Override
    public void letBreakerHalfOpen() {
        breakers.letHalfOpen();
    }

    @Override
    public void close() {
        provider.close();
        super.close();
    }
}
