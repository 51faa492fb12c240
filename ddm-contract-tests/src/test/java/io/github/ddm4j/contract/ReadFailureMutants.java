/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.refusal;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adapters that take the failure of a read for another one, or for none. */
final class ReadFailureMutants {

    private ReadFailureMutants() {}

    /** What to throw instead. */
    private interface Wrongly extends BiFunction<Reading, ScaleOutException, RuntimeException> {}

    /** A good fixture that remembers what came upon its reads. */
    private static class Reading extends MutantFixture {

        private volatile @Nullable Trouble trouble;

        Reading(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void givenReadTrouble(Trouble next, int times) {
            trouble = next;
            super.givenReadTrouble(next, times);
        }

        @Override
        public void givenNoTrouble() {
            trouble = null;
            super.givenNoTrouble();
        }

        final boolean readsAnswered(int status) {
            return trouble instanceof Answer answer && answer.status() == status;
        }

        final boolean readsStruckBy(Mishap mishap) {
            return trouble == mishap;
        }

        final String secret() {
            List<String> secrets = secrets();
            return secrets.get(secrets.size() - 1);
        }

        final <T> T failing(Supplier<T> read, Wrongly wrongly) {
            try {
                return read.get();
            } catch (ScaleOutException failure) {
                throw wrongly.apply(this, failure);
            }
        }
    }

    static List<Mutant> all() {
        return Stream.of(nodesAndSchemas(), instances(), jobs(), secrets(), stale())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> nodesAndSchemas() {
        return List.of(
                schemas(
                        "takes a server error for a refusal, of schemas",
                        "L1 D6",
                        ReadFailureMutants::refusedAtOutages),
                Mutant.of(
                        "tells no schemas where no answer came",
                        "L1 L4 D6 I4 X2 X6",
                        settings -> new Reading(settings) {
                            @Override
                            public InstancePort instances() {
                                InstancePort real = super.instances();
                                return Reads.withSchemas(real, id -> {
                                    try {
                                        return real.schemas(id);
                                    } catch (ProviderUnavailableException lost) {
                                        return Optional.of(List.of());
                                    }
                                });
                            }
                        }),
                Mutant.of(
                        "leaves nodes out where no answer came",
                        "L1 L4 D6 I4 X2 X6",
                        settings -> new Reading(settings) {
                            @Override
                            public InstancePort instances() {
                                InstancePort real = super.instances();
                                return Reads.withNodes(real, id -> {
                                    try {
                                        return real.nodes(id);
                                    } catch (ProviderUnavailableException lost) {
                                        return Optional.empty();
                                    }
                                });
                            }
                        }),
                nodes(
                        "takes a 403 for an outage, of nodes",
                        "L2",
                        (self, failure) -> self.readsAnswered(403) ? outage() : failure),
                nodes(
                        "takes a 401 for an outage, of nodes",
                        "L3",
                        (self, failure) -> self.readsAnswered(401) ? outage() : failure));
    }

    private static RuntimeException refusedAtOutages(Reading self, ScaleOutException failure) {
        return failure.signalsOutage() ? refusal() : failure;
    }

    private static List<Mutant> instances() {
        return List.of(
                instance(
                        "takes a 429 on a read for a refusal",
                        "L4",
                        (self, failure) -> self.readsAnswered(429) ? refusal() : failure),
                instance(
                        "takes a 429 on a read for an outage",
                        "L4",
                        (self, failure) -> self.readsAnswered(429) ? outage() : failure),
                instance(
                        "drops what the provider says of a refused read",
                        "L2",
                        (self, failure) -> failure instanceof ScaleOutRejectedException refused
                                ? Flaws.because(
                                        refused.reason(),
                                        new ProviderError(refused.errorCode().orElse(null), null, null))
                                : failure),
                Mutant.of("reads nothing any more once a read was interrupted", "I4", settings -> {
                    AtomicBoolean broken = new AtomicBoolean();
                    return new Reading(settings) {
                        @Override
                        public InstancePort instances() {
                            InstancePort real = super.instances();
                            return Reads.withInstance(real, id -> {
                                if (broken.get()) {
                                    throw outage();
                                }
                                try {
                                    return real.instance(id);
                                } finally {
                                    broken.compareAndSet(
                                            false, Thread.currentThread().isInterrupted());
                                }
                            });
                        }
                    };
                }));
    }

    private static List<Mutant> jobs() {
        return List.of(
                job(
                        "takes a 429 on a read of jobs for a refusal",
                        "L4",
                        (self, failure) -> self.readsAnswered(429) ? refusal() : failure),
                job(
                        "takes a 401 on a read of jobs for an outage",
                        "L3",
                        (self, failure) -> self.readsAnswered(401) ? outage() : failure),
                Mutant.of("reads jobs whatever interrupts or closes it", "I4 X6", settings -> {
                            CountDownLatch over = new CountDownLatch(1);
                            return new Reading(settings) {
                                @Override
                                public JobPort jobs() {
                                    return new ForwardingJobs(super.jobs()) {
                                        @Override
                                        void before() {
                                            if (readsStruckBy(Mishap.HELD)) {
                                                Waits.uninterruptibly(over);
                                            }
                                        }
                                    };
                                }

                                @Override
                                public void close() {
                                    over.countDown();
                                    super.close();
                                }
                            };
                        })
                        .thatIsStuck(),
                Mutant.of("tells the latest job of an instance only", "J4", settings -> new Reading(settings) {
                    @Override
                    public JobPort jobs() {
                        JobPort real = super.jobs();
                        return new ForwardingJobs(real) {
                            @Override
                            public List<Job> jobsSince(Instant since) {
                                Set<Optional<InstanceId>> seen = new HashSet<>();
                                return real.jobsSince(since).stream()
                                        .filter(job -> seen.add(job.instanceId()))
                                        .toList();
                            }
                        };
                    }
                }));
    }

    private static List<Mutant> secrets() {
        return List.of(
                instance(
                        "shows the token when the answer to a read is lost",
                        "T7",
                        (self, failure) -> self.readsStruckBy(Mishap.REQUEST_LOST)
                                ? ProviderUnavailableException.outage(
                                        "Lost with " + self.secret(), ProviderError.NONE, null)
                                : failure),
                instance(
                        "shows the token when a read is refused with 401",
                        "T7",
                        (self, failure) ->
                                failure instanceof ScaleOutRejectedException refused && self.readsAnswered(401)
                                        ? quoting(refused, self.secret())
                                        : failure),
                job("shows the token beside every failure of a read of jobs", "T7", (self, failure) -> {
                    failure.addSuppressed(new IllegalStateException("sent " + self.secret()));
                    return failure;
                }),
                Mutant.of(
                        "shows the token beside every failure of a read of the audit log",
                        "T7",
                        settings -> new Reading(settings) {
                            @Override
                            public AuditPort auditLog() {
                                AuditPort real = super.auditLog();
                                return (id, since, marker) ->
                                        failing(() -> real.orderTraces(id, since, marker), (self, failure) -> {
                                            failure.addSuppressed(new IllegalStateException("sent " + self.secret()));
                                            return failure;
                                        });
                            }
                        }));
    }

    private static RuntimeException quoting(ScaleOutRejectedException refused, String secret) {
        return new ScaleOutRejectedException(
                refused.reason(),
                "refused " + secret,
                new ProviderError(
                        refused.errorCode().orElse(null),
                        refused.providerMessage().orElse(null),
                        refused.requestId().orElse(null)));
    }

    /** Right until something was read before. */
    private static List<Mutant> stale() {
        List<Mutant> stale = new ArrayList<>();
        stale.add(Mutant.of("tells what it read last where no answer comes", "Q6", settings -> {
                    Map<InstanceId, InstanceSnapshot> last = new ConcurrentHashMap<>();
                    return new Reading(settings) {
                        @Override
                        public InstancePort instances() {
                            InstancePort real = super.instances();
                            return Reads.withInstance(real, id -> {
                                try {
                                    InstanceSnapshot now = real.instance(id);
                                    last.put(id, now);
                                    return now;
                                } catch (ProviderUnavailableException lost) {
                                    if (lost.signalsOutage() && last.containsKey(id)) {
                                        return last.get(id);
                                    }
                                    throw lost;
                                }
                            });
                        }
                    };
                })
                .in(Situation.WARM));
        stale.add(Mutant.of("reads the nodes of an instance once", "Q10 D6 I4 L1 L2 L3 L4 X2 X6", settings -> {
                    Map<InstanceId, Optional<List<Node>>> once = new ConcurrentHashMap<>();
                    return new Reading(settings) {
                        @Override
                        public InstancePort instances() {
                            InstancePort real = super.instances();
                            return Reads.withNodes(real, id -> once.computeIfAbsent(id, real::nodes));
                        }
                    };
                })
                .thatIsStuck());
        stale.add(Mutant.of(
                        "fails to read an instance by renewed credentials", "Q1 Q9", settings -> new Reading(settings) {
                            @Override
                            public InstancePort instances() {
                                InstancePort real = super.instances();
                                return Reads.withInstance(real, id -> {
                                    InstanceSnapshot instance = real.instance(id);
                                    if (readsStruckBy(Mishap.CREDENTIALS_ENDED)) {
                                        throw outage();
                                    }
                                    return instance;
                                });
                            }
                        })
                .in(Situation.RENEWED));
        stale.add(Mutant.of("fails to read an instance after a read that was cut off", "Q1", settings -> {
                    AtomicBoolean cut = new AtomicBoolean();
                    return new Reading(settings) {
                        @Override
                        public InstancePort instances() {
                            InstancePort real = super.instances();
                            return Reads.withInstance(real, id -> {
                                if (cut.getAndSet(readsStruckBy(Mishap.REPLY_CUT))
                                        && !readsStruckBy(Mishap.REPLY_CUT)) {
                                    throw outage();
                                }
                                return real.instance(id);
                            });
                        }
                    };
                })
                .in(Situation.AFTER_LOSS));
        return stale;
    }

    private static Mutant instance(String name, String rules, Wrongly wrongly) {
        return reading(
                name,
                rules,
                (self, real) -> Reads.withInstance(real, id -> self.failing(() -> real.instance(id), wrongly)));
    }

    private static Mutant nodes(String name, String rules, Wrongly wrongly) {
        return reading(
                name, rules, (self, real) -> Reads.withNodes(real, id -> self.failing(() -> real.nodes(id), wrongly)));
    }

    private static Mutant schemas(String name, String rules, Wrongly wrongly) {
        return reading(
                name,
                rules,
                (self, real) -> Reads.withSchemas(real, id -> self.failing(() -> real.schemas(id), wrongly)));
    }

    private static Mutant reading(String name, String rules, BiFunction<Reading, InstancePort, InstancePort> spoilt) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public InstancePort instances() {
                return spoilt.apply(this, super.instances());
            }
        });
    }

    private static Mutant job(String name, String rules, Wrongly wrongly) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new ForwardingJobs(super.jobs()) {
                    @Override
                    <T> T around(Supplier<T> read) {
                        return failing(read, wrongly);
                    }
                };
            }
        });
    }
}
