/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.fake;

import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixture whose far side is the fake over HTTP, with a source of tokens that the suites let fail. The adapter under test
 * calls {@link #endpoint()}, asks {@link #token()} at every call, and {@link #newToken()} after a 401.
 *
 * <p>For an adapter that cannot do the one or the other, override {@link #capabilities()}: with fixed credentials it
 * neither asks for nor renews them. If it calls other code of yours, such as a clock or a signer, let that call {@link
 * #strike()}; if it calls none, take away {@link Capability#CALLS_CODE_OF_YOURS} too.
 *
 * @since 0.1.0
 */
public abstract class FakeServerFixture extends FakeCloudFixture {

    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusalsBefore = new AtomicInteger();
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private volatile String token;

    /** Starts the server, on a free port of this host. */
    protected FakeServerFixture() {
        token = issue();
    }

    /** Returns the scheme, host and port of the fake. */
    protected final URI endpoint() {
        return server.uri();
    }

    /**
     * Returns a token for a call.
     *
     * @throws RuntimeException if the suite wants the source of tokens to fail, as an {@link Error} too
     */
    protected final String token() {
        if (refusalsBefore.get() == 0) {
            strike();
        }
        return token;
    }

    /**
     * Returns a token that is newer than all before.
     *
     * @throws RuntimeException if the suite wants the source of tokens to fail, as an {@link Error} too
     */
    protected final String newToken() {
        refusalsBefore.updateAndGet(count -> Math.max(0, count - 1));
        strike();
        String fresh = issue();
        token = fresh;
        return fresh;
    }

    /**
     * Throws if the suite wants something of the adapter to fail now. The methods above call it. Other code of yours
     * that the adapter calls has to call it too, unless it calls them.
     *
     * @throws RuntimeException if so, as an {@link Error} too
     */
    protected final void strike() {
        Mishap mishap = mishaps.poll();
        if (mishap == null) {
            return;
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

    /** Issues a token in the form of a real one, so that no part of it is part of another text. */
    private String issue() {
        String fresh = Digests.sha256("token " + issued.size() + " of " + endpoint());
        cloud.addToken(fresh, PROJECT);
        issued.add(fresh);
        return fresh;
    }

    @Override
    protected boolean strikesAdapter(Trouble trouble, int times) {
        if (trouble == Mishap.CREDENTIALS_ENDED && capabilities().contains(Capability.RENEWS_CREDENTIALS)) {
            refusalsBefore.addAndGet(times);
        }
        if (!(trouble instanceof Mishap mishap) || !OF_THE_ADAPTER.containsKey(mishap)) {
            return false;
        }
        for (int i = 0; i < times; i++) {
            mishaps.add(mishap);
        }
        return true;
    }

    @Override
    public void givenNoTrouble() {
        super.givenNoTrouble();
        mishaps.clear();
        refusalsBefore.set(0);
    }

    /**
     * Returns all capabilities but {@link Capability#READS_AUDIT_LOG}, which goes with {@link #auditLog()}; override it
     * where the adapter differs.
     */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.READS_AUDIT_LOG));
    }

    /** Returns all tokens; override it where the adapter holds more. */
    @Override
    public List<String> secrets() {
        return List.copyOf(issued);
    }

    /** Closes the adapter, then the server; override it to close more. */
    @Override
    public void close() {
        closeAdapter();
        server.close();
    }
}
