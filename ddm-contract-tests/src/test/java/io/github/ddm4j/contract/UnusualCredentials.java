/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fake.FakeServerFixture;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.WithoutPauses;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Adapters over HTTP that ask nobody for a token. */
enum UnusualCredentials {
    /** One token for ever; nothing of the fixture's is called but a clock that has no bugs. */
    FIXED_TOKEN {
        @Override
        ScaleOutFixture fixture(AdapterSettings settings) {
            return new Fixture(settings, false);
        }
    },
    /** Each request is signed, by a clock that the fixture lets fail. */
    ACCESS_KEY {
        @Override
        ScaleOutFixture fixture(AdapterSettings settings) {
            return new Fixture(settings, true);
        }
    };

    abstract ScaleOutFixture fixture(AdapterSettings settings);

    private static final class Fixture extends FakeServerFixture {

        private static final String ID = "4BF3ACD0E8C54CB0A7E9";
        private static final String SECRET = "iTDf7MQ2sUxYaZt0vJ5kR8cWgHn1eLpOqBbX6mKd";

        private final LogCapture log = new LogCapture();
        private final boolean signs;
        private final KitBreakers breakers;
        private final FeignScaleOutAdapter adapter;

        Fixture(AdapterSettings settings, boolean signs) {
            this.signs = signs;
            breakers = new KitBreakers(settings);
            cloud().addAccessKey(ID, SECRET, PROJECT);
            FeignScaleOutAdapter.Builder builder = signs
                    ? FeignScaleOutAdapter.builder(endpoint(), PROJECT, AccessKey.of(ID, SECRET))
                            .clock(new StrikingClock())
                    : FeignScaleOutAdapter.builder(endpoint(), PROJECT, AuthTokenProvider.fixed(token()))
                            .clock(time());
            adapter = WithoutPauses.of(builder)
                    .http(http -> http.deadline(settings.deadline()))
                    .circuitBreakerRegistry(breakers.registry())
                    .build();
        }

        /** The clock of the cloud, which throws where the suite wants a bug inside. */
        private final class StrikingClock extends Clock {

            private final InstantSource clock = time();

            @Override
            public Instant instant() {
                strike();
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> capabilities = EnumSet.of(
                    Capability.TELLS_BILLING_MODE, Capability.TELLS_LINKED_RDS, Capability.TELLS_REQUEST_IDS);
            if (signs) {
                capabilities.add(Capability.CALLS_CODE_OF_YOURS);
            }
            return capabilities;
        }

        @Override
        public List<String> secrets() {
            return signs ? List.of(ID, SECRET) : super.secrets();
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
}
