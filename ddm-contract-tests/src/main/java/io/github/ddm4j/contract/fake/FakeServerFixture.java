/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.fake;

import io.github.ddm4j.contract.Capability;
import io.github.ddm4j.contract.Mishap;
import io.github.ddm4j.contract.Trouble;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A fixture whose far side is the fake over HTTP, with a source of tokens that the suites let fail. The adapter under test
 * calls {@link #endpoint()}, asks {@link #token()} at every call, and {@link #newToken()} after a 401.
 *
 * @since 0.1.0
 */
public abstract class FakeServerFixture extends FakeCloudFixture {

    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private volatile String token;

    /** Starts the server, on a free port of this host. */
    protected FakeServerFixture() {
        token = cloud.issueToken(PROJECT);
        issued.add(token);
    }

    /** Scheme, host and port of the fake. */
    protected final URI endpoint() {
        return server.uri();
    }

    /**
     * A token for a call.
     *
     * @throws RuntimeException if the suite wants the source of tokens to fail, as an {@link Error} too
     */
    protected final String token() {
        Mishap mishap = mishaps.poll();
        if (mishap == null) {
            return token;
        }
        switch (mishap) {
            case CREDENTIALS_REFUSED ->
                throw new ScaleOutRejectedException(RejectionReason.ACCESS, "wrong password", ProviderError.NONE);
            case CREDENTIALS_UNREACHABLE ->
                throw ProviderUnavailableException.outage("no connection to IAM", ProviderError.NONE, null);
            case ERROR_INSIDE -> throw new AssertionError("an Error that nobody expects");
            default -> throw new IllegalStateException("an exception that nobody expects");
        }
    }

    /** A token that is newer than all before. */
    protected final String newToken() {
        String fresh = cloud.issueToken(PROJECT);
        issued.add(fresh);
        token = fresh;
        return fresh;
    }

    @Override
    protected final boolean strikesAdapter(Trouble trouble, int times) {
        boolean here = trouble == Mishap.CREDENTIALS_REFUSED
                || trouble == Mishap.CREDENTIALS_UNREACHABLE
                || trouble == Mishap.BUG_INSIDE
                || trouble == Mishap.ERROR_INSIDE;
        for (int i = 0; here && i < times; i++) {
            mishaps.add((Mishap) trouble);
        }
        return here;
    }

    /** All there are; override it where the adapter differs. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public final Set<String> secrets() {
        return Set.copyOf(issued);
    }

    /** Closes the adapter, then the server; override it to close more. */
    @Override
    public void close() {
        closeAdapter();
        server.close();
    }
}
