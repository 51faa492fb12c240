/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.feign.DdmWire.EnlargeRequest;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AccessKeyProvider;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.Authenticators;
import io.github.ddm4j.feign.http.HttpSettings;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.internal.CallLog;
import io.github.ddm4j.feign.internal.FeignApis;
import io.github.ddm4j.feign.internal.HttpCall;
import io.github.ddm4j.feign.internal.TransportClient;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports over HTTP, as the DDM API documents them. Thread-safe; one adapter serves a whole service. Holds connections
 * and one daemon thread until it is closed.
 *
 * <p>A port call takes at most the {@linkplain HttpSettings.Builder#deadline deadline}, plus the times that the
 * operating system needs to resolve a host name and that the {@link AuthTokenProvider} takes. Neither can be cut short.
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
    private final ReadPorts reads;
    private final @Nullable AuditReads audit;
    private final Duration deadline;
    private final Clock clock;

    private FeignScaleOutAdapter(Builder builder) {
        HttpSettings http = builder.http.build();
        projectId = builder.projectId;
        deadline = http.deadline().orElse(Duration.ofSeconds(30));
        clock = builder.clock;
        transport = new Transport(builder.endpoint, http);
        Breakers breakers = new Breakers(builder.breakers, builder.breakerPrefix);
        commands = new Guard(breakers.named("ddm-scale-out"), transport::closed, FailureKind::order);
        // A breaker of its own: reads must stay possible while orders are stopped.
        guardedReads = new Guard(breakers.named("ddm-read"), transport::closed, FailureKind::read);
        Authenticator authenticator = builder.authenticator.apply(clock);
        TransportClient client = new TransportClient(transport, authenticator);
        api = FeignApis.open(ScaleOutApi.class, transport.endpoint(), client);
        reads = new ReadPorts(
                guardedReads,
                retry(builder, transport),
                () -> FeignApis.open(ReadApi.class, transport.endpoint(), client),
                projectId,
                clock);
        audit = builder.audit == null ? null : audit(builder, builder.audit, http, breakers, authenticator);
    }

    private ReadRetry retry(Builder builder, Transport through) {
        return new ReadRetry(
                builder.repeatReads ? ReadRetry.MAX : 0,
                deadline,
                clock,
                builder.sleeper == null ? through::sleep : builder.sleeper,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private AuditReads audit(
            Builder builder,
            AuditSettings settings,
            HttpSettings http,
            Breakers breakers,
            Authenticator authenticator) {
        Transport own = new Transport(settings.endpoint(), http);
        Guard guard = new Guard(breakers.named("ddm-audit"), own::closed, FailureKind::read);
        return new AuditReads(own, guard, retry(builder, own), authenticator, settings, projectId, clock);
    }

    /**
     * Starts an adapter that sends a token with each request.
     *
     * @param endpoint scheme, host and port of the DDM API, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu}
     * @param projectId the project that the instances belong to
     * @param tokens gives the token for each call
     */
    public static Builder builder(URI endpoint, ProjectId projectId, AuthTokenProvider tokens) {
        Authenticator authenticator = Authenticators.token(requireNonNull(tokens, "tokens"));
        return new Builder(endpoint, projectId, clock -> authenticator);
    }

    /**
     * Starts an adapter that signs its requests instead of sending a token. A 401 then ends the call at once, because
     * five wrong signatures in a row lock the key. The gateway refuses signatures that are 15 minutes off its own
     * clock. From such a refusal the adapter learns how far this machine's clock is off, and signs later calls
     * accordingly.
     *
     * @param endpoint scheme, host and port of the DDM API, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu}
     * @param projectId the project that the instances belong to
     * @param key the access key to sign with
     */
    public static Builder builder(URI endpoint, ProjectId projectId, AccessKey key) {
        return builder(endpoint, projectId, Authenticators.fixed(requireNonNull(key, "key")));
    }

    /**
     * Starts an adapter that signs its requests with keys that renew themselves. After a 401 a call is tried once more if
     * there is another key by then: with another id or another security token.
     *
     * @param endpoint scheme, host and port of the DDM API, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu}
     * @param projectId the project that the instances belong to
     * @param keys gives the access key for each call
     */
    public static Builder builder(URI endpoint, ProjectId projectId, AccessKeyProvider keys) {
        requireNonNull(keys, "keys");
        return new Builder(endpoint, projectId, clock -> Authenticators.signing(keys, projectId, clock));
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        return order(instanceId, request, null, "instance=" + instanceId);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(gate, "gate");
        String plain = "instance=" + instanceId;
        String about = CallLog.quietly(
                () -> gate.correlation().map(Correlation::toString).orElse(plain), plain);
        return order(instanceId, request, () -> SendPermit.ask(gate, instanceId, request), about);
    }

    /**
     * Returns true: the gate is asked once the connection stands, and its permission is checked right before the first
     * byte.
     */
    @Override
    public boolean asksGateLast() {
        return true;
    }

    private ScaleOutReceipt order(
            InstanceId instanceId, ScaleOutRequest request, @Nullable Supplier<SendPermit> gate, String about) {
        requireNonNull(request, "request");
        EnlargeRequest order = EnlargeRequest.of(request);
        return commands.call("scaleOut", about, () -> {
            try (Attempt attempt = Attempt.within(deadline)) {
                return ReceiptReader.receipt(
                        instanceId,
                        HttpCall.make(attempt, gate, clock, call -> api.enlarge(projectId, instanceId, order, call)));
            }
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Makes at least three requests. A request that fails in a way that may pass is repeated, twice at most in one
     * call and within the deadline. The pause before it is up to 200 milliseconds, or the one that the provider asks
     * for.
     */
    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return reads.instance(instanceId);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Makes one request, because an instance has 32 nodes at most. Repeated as {@link #instance} is.
     *
     * @return all nodes; never empty, because what cannot be read is an exception
     */
    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return Optional.of(reads.nodes(instanceId));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Makes one request for 128 schemas, and one more for each further 128. Repeated as {@link #instance} is.
     *
     * @return all schemas; never empty, because what cannot be read is an exception
     */
    @Override
    public Optional<List<Schema>> schemas(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return Optional.of(reads.schemas(instanceId));
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
     * <p>A moment more than 30 days ago is taken as 30 days ago, because the provider refuses earlier ones. Repeated as
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
     * <p>Up to 128 jobs, with one request. The moment is taken as in {@link #jobsSince}, and the request is repeated as
     * in {@link #instance}.
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
     * Returns the reads of the provider's audit log; empty unless the adapter was built with {@link Builder#audit}. They end
     * with the adapter.
     *
     * <p>A page holds up to 100 traces, with one request, repeated as in {@link #instance}. A moment more than seven days
     * ago is taken as seven days ago.
     */
    public Optional<AuditPort> auditPort() {
        return Optional.ofNullable(audit);
    }

    /**
     * Returns the states of the circuit breakers by name, such as {@code CLOSED} or {@code OPEN} for {@code
     * ddm-scale-out} and {@code ddm-read}, and {@code ddm-audit} if the adapter reads the audit log, after the prefix if
     * there is one. For a health check; sends nothing.
     */
    public Map<String, String> circuitBreakerStates() {
        Map<String, String> states = new HashMap<>();
        states.put(commands.name(), commands.state());
        states.put(guardedReads.name(), guardedReads.state());
        if (audit != null) {
            states.put(audit.breaker(), audit.breakerState());
        }
        return Map.copyOf(states);
    }

    /**
     * Ends calls in flight, closes all connections and ends the adapter's thread. A call that is ended so throws {@link
     * io.github.ddm4j.core.exception.OutcomeUnknownException} if its request may have left. Later calls throw {@link
     * io.github.ddm4j.core.exception.ProviderUnavailableException}. Closing twice does no harm.
     */
    @Override
    public void close() {
        transport.close();
        if (audit != null) {
            audit.close();
        }
    }

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private final URI endpoint;
        private final ProjectId projectId;
        private final Function<Clock, Authenticator> authenticator;
        private @Nullable CircuitBreakerRegistry breakers;
        private String breakerPrefix = "";
        private HttpSettings.Builder http = HttpSettings.builder();
        private Clock clock = Clock.systemUTC();
        private boolean repeatReads = true;
        private ReadRetry.@Nullable Sleeper sleeper;
        private @Nullable AuditSettings audit;

        private Builder(URI endpoint, ProjectId projectId, Function<Clock, Authenticator> authenticator) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
            this.projectId = requireNonNull(projectId, "projectId");
            this.authenticator = authenticator;
        }

        /**
         * Sets the transport of requests: times, connections, proxy and trust. Default: {@link
         * HttpSettings#defaults()}.
         */
        public Builder http(HttpSettings http) {
            this.http = http.toBuilder();
            return this;
        }

        /** Changes the transport of requests, one setting or several, and leaves the others as they are. */
        public Builder http(Consumer<HttpSettings.Builder> change) {
            change.accept(http);
            return this;
        }

        /**
         * Sets the registry that the circuit breakers {@code ddm-scale-out}, {@code ddm-read} and {@code ddm-audit} are taken from, so
         * that its metrics show them. It gives the thresholds, by a configuration of that name or by its default. The
         * failures that count stay those that {@link io.github.ddm4j.core.port.ScaleOutPort} names: a breaker of that
         * name that the registry has already is replaced. Tags stay.
         *
         * <p>Two adapters of one registry share their breakers, and so stop each other, unless they have {@linkplain
         * #circuitBreakerPrefix names of their own}.
         *
         * <p>Default: breakers of our own, in no registry. One opens when half of the last 20 calls failed, 10 at least, for 30
         * seconds, and lets 3 calls through then to see.
         */
        public Builder circuitBreakerRegistry(CircuitBreakerRegistry registry) {
            this.breakers = requireNonNull(registry, "registry");
            return this;
        }

        /**
         * Sets the beginning of the names of the circuit breakers, such as {@code eu-}. It is meant for a registry that
         * serves several adapters, of two regions say. A configuration of the registry is looked for by the whole name
         * first, then by the name without the prefix. Default: none.
         *
         * @param prefix up to 64 letters, digits, {@code _}, {@code .} and {@code -}
         * @throws SettingException if it holds anything else
         */
        public Builder circuitBreakerPrefix(String prefix) {
            requireNonNull(prefix, "prefix");
            if (!prefix.matches("[A-Za-z0-9_.-]{0,64}")) {
                throw new SettingException(Complaint.of(
                        "circuitBreakerPrefix", prefix, "may hold up to 64 letters, digits, '_', '.' and '-'"));
            }
            this.breakerPrefix = prefix;
            return this;
        }

        /**
         * Sets the clock that the provider's dates are compared with and signatures are dated by. Default: the
         * system's.
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets whether reads that failed in a way that may pass are repeated; orders never are. Default: true. Set it
         * to false if the caller reads again by itself.
         */
        public Builder repeatReads(boolean repeatReads) {
            this.repeatReads = repeatReads;
            return this;
        }

        /**
         * Lets the adapter read the provider's audit log too, over connections and behind a circuit breaker, {@code
         * ddm-audit}, of their own; see {@link #auditPort()}. The credentials need the permission {@code cts:trace:list},
         * and CTS has to be switched on. Default: it reads none, and sends nothing to CTS.
         *
         * @param settings where the log is, and what is ours in it
         */
        public Builder audit(AuditSettings settings) {
            this.audit = requireNonNull(settings, "settings");
            return this;
        }

        /** Sets a sleeper that does not wait, for tests. */
        Builder sleeper(ReadRetry.Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /**
         * Builds the adapter, which then must be closed.
         *
         * @throws SettingException if a setting breaks its rule
         */
        public FeignScaleOutAdapter build() {
            return new FeignScaleOutAdapter(this);
        }
    }
}
