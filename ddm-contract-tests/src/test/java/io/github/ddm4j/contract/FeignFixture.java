/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.AuditSettings;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.WithoutPauses;
import java.util.EnumSet;
import java.util.Set;

/** The Feign adapter, and a real server in front of the cloud. */
final class FeignFixture extends FakeServerFixture {

    private final LogCapture log = new LogCapture();
    private final KitBreakers breakers;
    private final FeignScaleOutAdapter adapter;

    FeignFixture(AdapterSettings settings) {
        breakers = new KitBreakers(settings);
        adapter = WithoutPauses.of(FeignScaleOutAdapter.builder(
                        endpoint(), PROJECT, new FixtureTokens(this::token, this::newToken)))
                .audit(AuditSettings.builder(endpoint()).soleUser(USER).build())
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
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
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
        return adapter.auditPort().orElseThrow();
    }

    @Override
    public void closeAdapter() {
        adapter.close();
    }

    @Override
    public String logged() {
        return log.text();
    }

    @Override
    public void letBreakerHalfOpen() {
        breakers.letHalfOpen();
    }

    @Override
    public void close() {
        super.close();
        log.close();
    }
}
