/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.feign.auth.IamWire.Project;
import io.github.ddm4j.feign.http.HttpSettings;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.internal.FeignApis;
import io.github.ddm4j.feign.internal.TransportClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens from IAM with a user's password, and keeps them. Thread-safe; share one for a user, between adapters too.
 * Holds connections and one daemon thread until it is closed, which closing an adapter does not do.
 *
 * <h2>When IAM is asked</h2>
 *
 * <ul>
 *   <li>For the first token, and for the next one half an hour before the old one ends. If nine tenths of its life end
 *       later, IAM is asked then. One caller fetches it; the others go on with the old one, and wait only if it is no
 *       longer good.
 *   <li>After a 401, at most once in ten seconds, however many calls were refused.
 *   <li>Never while IAM is to be left alone. That is the time of {@link Builder#refusalBackOff} after it refused the
 *       credentials. After a 429 it is the time that IAM asks for, or a minute. While IAM does not work it is a second,
 *       doubling up to a minute. Calls without a good token fail at once in that time, with what IAM has said.
 * </ul>
 *
 * <p>One request is sent for each of these, and never repeated by itself.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 * @since 0.1.0
 */
public final class IamTokenProvider implements AuthTokenProvider, AutoCloseable {

    private final Transport transport;
    private final IamProjects projects;
    private final TokenCache cache;

    private IamTokenProvider(Builder builder) {
        HttpSettings http = builder.http.build();
        Duration time = http.deadline().orElse(Duration.ofSeconds(10));
        Clock clock = builder.clock;
        transport = new Transport(builder.endpoint, http);
        projects = new IamProjects(api(new TokenAuthenticator(this)), time, clock);
        cache = new TokenCache(
                new IamTokens(
                        api(Authenticator.none(builder.user.password())), time, builder.user, builder.scope, clock),
                clock,
                builder.refusalBackOff,
                builder.listener);
    }

    private IamApi api(Authenticator authenticator) {
        return FeignApis.open(IamApi.class, transport.endpoint(), new TransportClient(transport, authenticator));
    }

    /**
     * Starts a provider of tokens for a project known by its name.
     *
     * @param endpoint scheme, host and port of IAM, such as {@code https://iam.cn-north-4.myhuaweicloud.com}
     * @param user the user who asks
     * @param projectName the project the tokens are for; the one each region begins with has the region's id as its name
     * @throws SettingException if no project can have this name
     */
    public static Builder builder(URI endpoint, IamUser user, String projectName) {
        return new Builder(
                endpoint, user, new Project(null, IamProjects.checkName(requireNonNull(projectName, "projectName"))));
    }

    /**
     * Starts a provider of tokens for a project known by its id.
     *
     * @param endpoint scheme, host and port of IAM, such as {@code https://iam.cn-north-4.myhuaweicloud.com}
     * @param user the user who asks
     * @param projectId the project the tokens are for
     */
    public static Builder builder(URI endpoint, IamUser user, ProjectId projectId) {
        return new Builder(
                endpoint,
                user,
                new Project(requireNonNull(projectId, "projectId").value(), null));
    }

    /**
     * {@inheritDoc}
     *
     * @throws ScaleOutRejectedException if IAM refuses the credentials
     * @throws io.github.ddm4j.core.exception.ProviderUnavailableException if IAM does not work or asks for fewer calls,
     *     the thread is interrupted, or a new token is needed after {@link #close()}
     */
    @Override
    public AuthToken token() {
        return cache.token();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ScaleOutRejectedException if IAM refuses the credentials
     * @throws io.github.ddm4j.core.exception.ProviderUnavailableException as for {@link #token()}
     */
    @Override
    public AuthToken tokenAfterRefusal(AuthToken refused) {
        return cache.tokenAfterRefusal(requireNonNull(refused, "refused"));
    }

    /**
     * Asks IAM for the id of a project. One request each time, so keep the answer: it does not change.
     *
     * @param name the project's name; the one each region begins with has the region's id, such as {@code cn-north-4}
     * @throws SettingException if no project can have this name
     * @throws ScaleOutRejectedException if the user sees no project of that name, with {@code NOT_FOUND}, or several,
     *     with {@code BAD_REQUEST}; or if IAM refuses
     * @throws io.github.ddm4j.core.exception.ProviderUnavailableException if no usable answer came
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html">Querying projects</a>
     */
    public ProjectId projectId(String name) {
        return projects.only(requireNonNull(name, "name"));
    }

    /** Ends calls in flight, closes all connections and ends the thread. Closing twice does no harm. */
    @Override
    public void close() {
        transport.close();
    }

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private static final Duration SHORTEST_BACK_OFF = Duration.ofMinutes(1);
        private static final Duration LONGEST_BACK_OFF = Duration.ofHours(24);

        private final URI endpoint;
        private final IamUser user;
        private final Project scope;
        private Duration refusalBackOff = Duration.ofMinutes(5);
        private HttpSettings.Builder http = HttpSettings.builder();
        private Clock clock = Clock.systemUTC();
        private @Nullable TokenListener listener;

        private Builder(URI endpoint, IamUser user, Project scope) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
            this.user = requireNonNull(user, "user");
            this.scope = scope;
        }

        /**
         * Sets the transport of requests. Each has a connection of its own, and by default 10 seconds for all of it.
         * Default: {@link HttpSettings#defaults()}.
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
         * Sets the time for which IAM is not asked after it refused the credentials. By default an account is locked by
         * five wrong passwords within 15 minutes, and an administrator can make that three within an hour. Default: 5
         * minutes.
         *
         * @param refusalBackOff from 1 minute to 24 hours
         * @throws SettingException if it is shorter or longer
         */
        public Builder refusalBackOff(Duration refusalBackOff) {
            requireNonNull(refusalBackOff, "refusalBackOff");
            if (refusalBackOff.compareTo(SHORTEST_BACK_OFF) < 0 || refusalBackOff.compareTo(LONGEST_BACK_OFF) > 0) {
                throw new SettingException(
                        Complaint.of("refusalBackOff", refusalBackOff, "must be from 1 minute to 24 hours"));
            }
            this.refusalBackOff = refusalBackOff;
            return this;
        }

        /** Sets the clock that the life of tokens and the times of leaving IAM alone go by. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Sets the listener that is told of every attempt to get a new token. Default: nobody. */
        public Builder listener(TokenListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Builds the provider, which then must be closed. Sends nothing yet.
         *
         * @throws SettingException if a setting breaks its rule
         */
        public IamTokenProvider build() {
            return new IamTokenProvider(this);
        }
    }
}
