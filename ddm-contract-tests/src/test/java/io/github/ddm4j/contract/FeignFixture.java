/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.feign.AuthToken;
import io.github.ddm4j.feign.AuthTokenProvider;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The Feign adapter, and a real server in front of the cloud. */
final class FeignFixture extends FakeCloudFixture implements AuthTokenProvider {

    private static final Set<Mishap> ON_OUR_SIDE = EnumSet.of(
            Mishap.CREDENTIALS_REFUSED, Mishap.CREDENTIALS_UNREACHABLE, Mishap.BUG_INSIDE, Mishap.ERROR_INSIDE);

    private final LogCapture log = new LogCapture();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final FeignScaleOutAdapter adapter;
    private volatile AuthToken token = newToken();

    FeignFixture(AdapterSettings settings) {
        super(settings);
        adapter = FeignScaleOutAdapter.builder(server.uri(), PROJECT, this)
                .deadline(settings.deadline())
                .circuitBreakerRegistry(breakers)
                .clock(time)
                .build();
    }

    private AuthToken newToken() {
        String value = cloud.issueToken(PROJECT);
        issued.add(value);
        return AuthToken.of(value);
    }

    @Override
    public AuthToken token() {
        Trouble trouble = troubles.poll();
        if (trouble == Mishap.CREDENTIALS_REFUSED) {
            throw new ScaleOutRejectedException(RejectionReason.ACCESS, "wrong password", ProviderError.NONE);
        }
        if (trouble == Mishap.CREDENTIALS_UNREACHABLE) {
            throw ProviderUnavailableException.outage("no connection to IAM", ProviderError.NONE, null);
        }
        if (trouble != null) {
            bug(trouble).accept("thrown by the source of tokens");
        }
        return token;
    }

    @Override
    public AuthToken tokenAfterRefusal(AuthToken refused) {
        token = newToken();
        return token;
    }

    @Override
    boolean strikesHere(Trouble trouble, int times) {
        boolean here = trouble instanceof Mishap fault && ON_OUR_SIDE.contains(fault);
        for (int i = 0; here && i < times; i++) {
            troubles.add(trouble);
        }
        return here;
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
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Set<String> secrets() {
        return Set.copyOf(issued);
    }

    @Override
    public String logged() {
        return log.text();
    }

    @Override
    public void close() {
        adapter.close();
        server.close();
        log.close();
    }
}
