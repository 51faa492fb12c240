/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.DdmWire.EnlargeRequest;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.Authenticators;
import io.github.ddm4j.feign.http.RequestAuthenticator;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.TransportSettings;
import io.github.ddm4j.feign.internal.FeignApis;
import io.github.ddm4j.feign.internal.HttpCall;
import io.github.ddm4j.feign.internal.TransportClient;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The ports over HTTP, as the DDM API documents them. Thread-safe; one adapter serves a whole service. Holds connections
 * and one daemon thread until it is closed.
 *
 * <p>A port call takes at most the {@linkplain Builder#deadline deadline}, plus the time that the operating system needs
 * to resolve a host name and that the {@link AuthTokenProvider} takes: neither can be cut short.
 *
 * <pre>{@code
 * try (var adapter = FeignScaleOutAdapter.builder(endpoint, projectId, tokens).build()) {
 *     ScaleOutReceipt receipt = adapter.scaleOut(instanceId, request);
 * }
 * }</pre>
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 * @since 0.1.0
 */
public final class FeignScaleOutAdapter implements ScaleOutPort, InstancePort, JobPort, AutoCloseable {

    private final ProjectId projectId;
    private final Transport transport;
    private final ScaleOutApi api;
    private final Guard commands;
    private final Guard guardedReads;
    private final Reads reads;
    private final Duration deadline;
    private final Clock clock;

    private FeignScaleOutAdapter(Builder builder) {
        TransportSettings settings = builder.transport.build();
        projectId = builder.projectId;
        deadline = settings.deadline();
        clock = builder.clock;
        // Before the transport, whose thread would outlive a registry that throws.
        Breakers breakers = new Breakers(builder.breakers);
        CircuitBreaker commandBreaker = breakers.named("ddm-scale-out");
        // Of its own: looking must stay possible while ordering is stopped.
        CircuitBreaker readBreaker = breakers.named("ddm-read");
        transport = new Transport(settings);
        commands = new Guard(commandBreaker, transport::closed, FailureKind::order);
        guardedReads = new Guard(readBreaker, transport::closed, FailureKind::read);
        TransportClient client = new TransportClient(transport, builder.authenticator.apply(clock));
        api = FeignApis.open(ScaleOutApi.class, settings.endpoint(), client);
        Repeats repeats = new Repeats(
                deadline,
                clock,
                builder.pause == null ? transport::pause : builder.pause,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        reads = new Reads(
                guardedReads,
                repeats,
                () -> FeignApis.open(ReadApi.class, settings.endpoint(), client),
                projectId,
                clock);
    }

    /**
     * Starts an adapter.
     *
     * @param endpoint scheme, host and port of the DDM API, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu}
     * @param projectId the project that the instances belong to
     * @param tokens gives the token for each call
     */
    public static Builder builder(URI endpoint, ProjectId projectId, AuthTokenProvider tokens) {
        RequestAuthenticator authenticator = Authenticators.token(requireNonNull(tokens, "tokens"));
        return new Builder(endpoint, projectId, clock -> authenticator);
    }

    /**
     * Starts an adapter that signs its requests instead of sending a token. A 401 then ends the call at once, for five
     * wrong signatures in a row lock the key. The gateway refuses signatures that are 15 minutes off its own clock.
     *
     * @param endpoint scheme, host and port of the DDM API, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu}
     * @param projectId the project that the instances belong to
     * @param key the access key to sign with
     */
    public static Builder builder(URI endpoint, ProjectId projectId, AccessKey key) {
        requireNonNull(key, "key");
        return new Builder(endpoint, projectId, clock -> Authenticators.signing(key, projectId, clock));
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        EnlargeRequest order = EnlargeRequest.of(request);
        return commands.call(
                "scaleOut",
                () -> ReceiptReader.receipt(
                        instanceId,
                        HttpCall.make(deadline, clock, call -> api.enlarge(projectId, instanceId, order, call))));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Makes at least three requests. One that fails in a way that may pass is repeated, twice at most in one call,
     * after a pause of up to 200 milliseconds or the one that the provider asks for, within the deadline.
     */
    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return reads.instance(instanceId);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Repeated as {@link #instance} is.
     */
    @Override
    public Job job(JobId jobId) {
        requireNonNull(jobId, "jobId");
        return reads.job(jobId);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A moment more than 30 days ago is taken as 30 days ago, for the provider refuses earlier ones. Repeated as
     * {@link #instance} is.
     */
    @Override
    public List<Job> jobsSince(Instant since) {
        requireNonNull(since, "since");
        return reads.jobsSince(since);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Up to 128 jobs, with one request. The time goes as for {@link #jobsSince}, and it is repeated as {@link
     * #instance} is.
     */
    @Override
    public JobPage jobPage(Instant since, int offset) {
        requireNonNull(since, "since");
        if (offset < 0) {
            throw new IllegalArgumentException("offset must be 0 or more, but was " + offset);
        }
        return reads.jobPage(since, offset);
    }

    /**
     * How the circuit breakers stand: state by name, such as {@code CLOSED} or {@code OPEN} for {@code ddm-scale-out} and
     * {@code ddm-read}. For a health check; sends nothing.
     */
    public Map<String, String> circuitBreakerStates() {
        return Map.of(commands.name(), commands.state(), guardedReads.name(), guardedReads.state());
    }

    /**
     * Ends calls in flight, closes all connections and ends the adapter's thread. A call that is ended so is an {@link
     * io.github.ddm4j.core.exception.OutcomeUnknownException} if its request may have left. Later calls are {@link
     * io.github.ddm4j.core.exception.ProviderUnavailableException}. May be called more than once.
     */
    @Override
    public void close() {
        transport.close();
    }

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private final TransportSettings.Builder transport;
        private final ProjectId projectId;
        private final Function<Clock, RequestAuthenticator> authenticator;
        private @Nullable CircuitBreakerRegistry breakers;
        private Clock clock = Clock.systemUTC();
        private Repeats.@Nullable Pause pause;

        private Builder(URI endpoint, ProjectId projectId, Function<Clock, RequestAuthenticator> authenticator) {
            this.transport = new TransportSettings.Builder(endpoint, Duration.ofSeconds(30), 16);
            this.projectId = requireNonNull(projectId, "projectId");
            this.authenticator = authenticator;
        }

        /** The time to connect to one address of the host, and for each step of TLS. Default: 5 seconds. */
        public Builder connectTimeout(Duration connectTimeout) {
            transport.connectTimeout = connectTimeout;
            return this;
        }

        /**
         * The time for the whole of a port call: waiting for a connection, connecting, TLS, sending, headers, body, and
         * the one more try after a 401. From 1 millisecond to 1 hour. Default: 30 seconds.
         */
        public Builder deadline(Duration deadline) {
            transport.deadline = deadline;
            return this;
        }

        /** The longest response body that is read, in bytes, from 1 to 64 MiB. Default: 1 MiB. */
        public Builder maxResponseBytes(int maxResponseBytes) {
            transport.maxResponseBytes = maxResponseBytes;
            return this;
        }

        /** The most connections at a time, from 1 to 1024. A call waits for a free one. Default: 16. */
        public Builder maxConnections(int maxConnections) {
            transport.maxConnections = maxConnections;
            return this;
        }

        /** Lets tokens and orders go over plain http to hosts other than this one. Default: refused. */
        public Builder allowInsecureHttp() {
            transport.insecureHttp = true;
            return this;
        }

        /** A proxy to connect through, by the method CONNECT; for https endpoints. Default: none. */
        public Builder proxy(String host, int port) {
            transport.proxy(host, port);
            return this;
        }

        /** Credentials for the proxy. Default: none. */
        public Builder proxyCredentials(String user, String password) {
            transport.proxyCredentials(user, password);
            return this;
        }

        /** Whom to trust, and the client certificate to show, if any. Default: what the JVM trusts, and none. */
        public Builder sslContext(SSLContext sslContext) {
            transport.sslContext(sslContext);
            return this;
        }

        /**
         * A registry that the circuit breakers {@code ddm-scale-out} and {@code ddm-read} are taken from, so that its
         * metrics show them. It gives the thresholds, by a configuration of that name or by its default; what counts as
         * a failure stays as {@link io.github.ddm4j.core.port.ScaleOutPort} says, also where the registry has a breaker
         * of that name already, which is replaced then.
         *
         * <p>Default: breakers of our own, in no registry. One opens when half of the last 20 calls failed, 10 at least, for 30
         * seconds, and lets 3 calls through then to see.
         */
        public Builder circuitBreakerRegistry(CircuitBreakerRegistry registry) {
            this.breakers = requireNonNull(registry, "registry");
            return this;
        }

        /** The clock that the provider's dates are compared with and signatures are dated by. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** For tests, which shall not wait. */
        Builder pause(Repeats.Pause pause) {
            this.pause = pause;
            return this;
        }

        /**
         * Builds the adapter, which then must be closed.
         *
         * @throws IllegalArgumentException if a setting breaks its rule; names the setting, the value and the rule
         */
        public FeignScaleOutAdapter build() {
            return new FeignScaleOutAdapter(this);
        }
    }
}
