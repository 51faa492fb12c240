/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;

/** The Feign adapter, and a real server in front of the cloud. */
final class FeignFixture extends FakeServerFixture {

    private final LogCapture log = new LogCapture();
    private final KitBreakers breakers;
    private final FeignScaleOutAdapter adapter;

    FeignFixture(AdapterSettings settings) {
        breakers = new KitBreakers(settings);
        adapter = FeignScaleOutAdapter.builder(endpoint(), PROJECT, new Tokens())
                .http(http -> http.deadline(settings.deadline()))
                .circuitBreakerRegistry(breakers.registry())
                .clock(time())
                .build();
    }

    private final class Tokens implements AuthTokenProvider {

        @Override
        public AuthToken token() {
            return AuthToken.of(FeignFixture.this.token());
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
