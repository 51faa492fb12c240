/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.InstancePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Adapters that read instances wrongly. */
final class ReadMutants {

    private static final int DEFAULT_PAGE = 10;

    private ReadMutants() {}

    private static class Reading extends MutantFixture {
        Reading(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(instances());
        all.addAll(failuresOfInstances());
        all.addAll(details());
        all.addAll(nodes());
        all.addAll(schemas());
        return all;
    }

    private static List<Mutant> instances() {
        return List.of(
                seeing(
                        "takes the id of an instance for its name",
                        "Q1",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.id().value(),
                                i.status(),
                                i.billingMode(),
                                i.nodeCount(),
                                i.groups(),
                                i.nodes())),
                seeing("says RUNNING whatever is", "V0 V7 Q4", i -> status(i, status -> InstanceStatus.RUNNING)),
                seeing(
                        "takes a status that it does not know for RUNNING",
                        "V7",
                        i -> status(i, ReadMutants::knownOrRunning)),
                seeing(
                        "takes a broken instance for a RUNNING one",
                        "V7",
                        i -> status(
                                i, status -> status.equals(InstanceStatus.ERROR) ? InstanceStatus.RUNNING : status)),
                seeing(
                        "reads the first node group only",
                        "V0 V8 Q1 Q2",
                        i -> groups(i, i.groups().subList(0, 1))),
                seeing(
                        "reads the first page of node groups only",
                        "Q2",
                        i -> groups(i, i.groups().stream().limit(DEFAULT_PAGE).toList())),
                seeing(
                        "takes the name of a node group for its id",
                        "V9 Q1",
                        i -> groups(
                                i, i.groups().stream().map(ReadMutants::named).toList())),
                seeing(
                        "counts the nodes of the first group only",
                        "V0 V10 Q1 Q4",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.name(),
                                i.status(),
                                i.billingMode(),
                                i.groups().get(0).nodeCount() / 2,
                                i.groups(),
                                i.nodes())),
                seeing("says yearly/monthly whatever is", "V11 Q5", i -> billing(i, BillingMode.YEARLY_MONTHLY)),
                seeing("says pay-per-use whatever is", "V11 Q5", i -> billing(i, BillingMode.PAY_PER_USE)));
    }

    private static List<Mutant> details() {
        return List.of(
                seeing(
                        "takes every node for a normal one",
                        "Q4",
                        i -> nodes(
                                i,
                                i.nodes().stream()
                                        .map(node -> new Node(node.id(), "normal", node.groupId()))
                                        .toList())),
                seeing(
                        "takes nodes that failed to join for normal ones",
                        "Q4",
                        i -> nodes(
                                i, i.nodes().stream().map(ReadMutants::joined).toList())),
                Mutant.of("reads the node groups of an instance once", "Q4", settings -> new Reading(settings) {
                    private final Map<InstanceId, List<NodeGroup>> known = new ConcurrentHashMap<>();

                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.of(real, id -> {
                            InstanceSnapshot read = real.instance(id);
                            return groups(read, known.computeIfAbsent(id, first -> read.groups()));
                        });
                    }
                }),
                Mutant.of("sees growth only once it has ordered itself", "Q4", settings -> new Reading(settings) {
                    private final Map<InstanceId, InstanceSnapshot> known = new ConcurrentHashMap<>();

                    @Override
                    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                        known.clear();
                        return super.scaleOut(instanceId, request);
                    }

                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.of(real, id -> {
                            InstanceSnapshot now = real.instance(id);
                            return now.status().equals(InstanceStatus.GROWING)
                                    ? known.getOrDefault(id, now)
                                    : remembered(now);
                        });
                    }

                    private InstanceSnapshot remembered(InstanceSnapshot now) {
                        known.putIfAbsent(now.id(), now);
                        return now;
                    }
                }),
                seeing(
                        "counts a node too many while an instance grows",
                        "Q4",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.name(),
                                i.status(),
                                i.billingMode(),
                                i.nodeCount() + (i.status().equals(InstanceStatus.GROWING) ? 1 : 0),
                                i.groups(),
                                i.nodes())),
                Mutant.of(
                        "never reads again once its circuit breaker was open", "L6", settings -> new Reading(settings) {
                            private final AtomicBoolean over = new AtomicBoolean();

                            @Override
                            public InstancePort instances() {
                                InstancePort real = super.instances();
                                return Reads.of(real, id -> {
                                    if (over.get()) {
                                        throw ProviderUnavailableException.notAttempted("over", null);
                                    }
                                    try {
                                        return real.instance(id);
                                    } catch (ProviderUnavailableException unavailable) {
                                        over.compareAndSet(
                                                false,
                                                Outcome.notAttempted(unavailable)
                                                        && !Thread.currentThread()
                                                                .isInterrupted());
                                        throw unavailable;
                                    }
                                });
                            }
                        }),
                Mutant.of("reads nothing once an order met a 429", "L6", settings -> new Reading(settings) {
                    private final AtomicBoolean over = new AtomicBoolean();

                    @Override
                    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                        over.compareAndSet(false, answered(429));
                        return super.scaleOut(instanceId, request);
                    }

                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.of(real, id -> {
                            if (over.get()) {
                                throw ProviderUnavailableException.notAttempted("over", null);
                            }
                            return real.instance(id);
                        });
                    }
                }),
                reading("tells an instance without nodes where no answer tells them", "L5", (real, id, self) -> {
                    InstanceSnapshot instance = real.instance(id);
                    List<Node> nodes;
                    try {
                        nodes = real.nodes(id).orElseThrow();
                    } catch (ProviderUnavailableException noAnswer) {
                        nodes = List.of();
                    }
                    return nodes(instance, nodes);
                }),
                seeing(
                        "takes a read-only group for any other",
                        "Q1",
                        i -> groups(
                                i,
                                i.groups().stream()
                                        .map(group -> new NodeGroup(group.id(), group.name(), false, group.nodeCount()))
                                        .toList())),
                reading("calls a server error on a read a refusal", "Q6 D6", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ProviderUnavailableException unavailable) {
                        throw unavailable.signalsOutage() ? Flaws.refusal() : unavailable;
                    }
                }),
                reading("gives up reading at a 401", "Q1 Q9", (real, id, self) -> {
                    if (self.refusesReads()) {
                        throw Flaws.because(RejectionReason.ACCESS, ProviderError.NONE);
                    }
                    return real.instance(id);
                }),
                Mutant.of("mixes up instances that are read at once", "Q1 Q2", settings -> new Reading(settings) {
                    private final Meeting<InstanceId> asked = new Meeting<>();

                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.of(real, id -> real.instance(asked.latest(id)));
                    }
                }),
                Mutant.of(
                        "reads an instance once and for ever",
                        "Q4 Q6 Q8 Q9 L2 L3 L4",
                        settings -> new Reading(settings) {
                            private final Map<InstanceId, InstanceSnapshot> known = new ConcurrentHashMap<>();

                            @Override
                            public InstancePort instances() {
                                InstancePort real = super.instances();
                                return Reads.of(real, id -> known.computeIfAbsent(id, real::instance));
                            }
                        }));
    }

    private static InstanceSnapshot status(InstanceSnapshot i, UnaryOperator<InstanceStatus> change) {
        return new InstanceSnapshot(
                i.id(), i.name(), change.apply(i.status()), i.billingMode(), i.nodeCount(), i.groups(), i.nodes());
    }

    private static InstanceStatus knownOrRunning(InstanceStatus status) {
        return Set.of("RUNNING", "GROWING", "ERROR", "FROZEN", "REDUCING").contains(status.value())
                ? status
                : InstanceStatus.RUNNING;
    }

    private static InstanceSnapshot nodes(InstanceSnapshot i, List<Node> nodes) {
        return new InstanceSnapshot(i.id(), i.name(), i.status(), i.billingMode(), i.nodeCount(), i.groups(), nodes);
    }

    private static InstanceSnapshot groups(InstanceSnapshot i, List<NodeGroup> groups) {
        return new InstanceSnapshot(i.id(), i.name(), i.status(), i.billingMode(), i.nodeCount(), groups, i.nodes());
    }

    private static Node joined(Node node) {
        return node.failedToJoin() ? new Node(node.id(), "normal", node.groupId()) : node;
    }

    private static NodeGroup named(NodeGroup group) {
        return new NodeGroup(new GroupId(group.name()), group.name(), group.readOnly(), group.nodeCount());
    }

    private static InstanceSnapshot billing(InstanceSnapshot i, BillingMode billing) {
        return new InstanceSnapshot(i.id(), i.name(), i.status(), billing, i.nodeCount(), i.groups(), i.nodes());
    }

    private static List<Mutant> failuresOfInstances() {
        return List.of(
                reading("calls an instance that does not exist an outage", "Q3", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ScaleOutRejectedException refused) {
                        throw refused.reason() == RejectionReason.NOT_FOUND ? outage() : refused;
                    }
                }),
                reading("calls a read without an answer unknown", "Q6 D6", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ProviderUnavailableException unavailable) {
                        throw unavailable.signalsOutage() ? unknown() : unavailable;
                    }
                }),
                reading("scales out to see whether it could", "V0 Q7 D4 F18", (real, id, self) -> {
                    InstanceSnapshot snapshot = real.instance(id);
                    Outcome.of(() -> self.real(
                            id, ScaleOutRequest.builder("no-such-flavor", 1).build()));
                    return snapshot;
                }),
                reading("calls a refused read an outage", "Q8 Q9 L2 L3", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ScaleOutRejectedException refused) {
                        throw refused.reason() == RejectionReason.ACCESS ? outage() : refused;
                    }
                }));
    }

    private static List<Mutant> nodes() {
        return List.of(
                readingNodes("reads the first page of nodes alone only", (real, id) -> real.nodes(id)
                        .map(nodes -> nodes.stream().limit(DEFAULT_PAGE).toList())),
                readingNodes("takes nodes that failed to join for normal ones, alone", (real, id) -> real.nodes(id)
                        .map(nodes -> nodes.stream().map(ReadMutants::joined).toList())),
                readingNodes("takes every node that it reads alone for a normal one", (real, id) -> real.nodes(id)
                        .map(nodes -> nodes.stream()
                                .map(node -> new Node(node.id(), "normal", node.groupId()))
                                .toList())),
                readingNodes("tells all nodes that it reads alone to be of one group", (real, id) -> real.nodes(id)
                        .map(nodes -> nodes.stream()
                                .map(node -> new Node(
                                        node.id(), node.status(), nodes.get(0).groupId()))
                                .toList())),
                readingNodes("tells an instance without nodes where there is none", "Q10 L2 L3", (real, id) -> {
                    try {
                        return real.nodes(id);
                    } catch (ScaleOutRejectedException refused) {
                        return Optional.of(List.of());
                    }
                }),
                readingNodes("tells no nodes where it cannot read them alone", "D6 I4 L1 L4 X2 X6", (real, id) -> {
                    try {
                        return real.nodes(id);
                    } catch (ProviderUnavailableException unavailable) {
                        return Optional.of(List.of());
                    }
                }));
    }

    private static Mutant readingNodes(String name, BiFunction<InstancePort, InstanceId, Optional<List<Node>>> nodes) {
        return readingNodes(name, "Q10", nodes);
    }

    private static Mutant readingNodes(
            String name, String rules, BiFunction<InstancePort, InstanceId, Optional<List<Node>>> nodes) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public InstancePort instances() {
                InstancePort real = super.instances();
                return Reads.withNodes(real, id -> nodes.apply(real, id));
            }
        });
    }

    private static List<Mutant> schemas() {
        return List.of(
                Mutant.of("tells no schemas where there is no instance", "Q3 L2 L3", settings -> new Reading(settings) {
                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.withSchemas(real, id -> {
                            try {
                                return real.schemas(id);
                            } catch (ScaleOutRejectedException refused) {
                                return Optional.of(List.of());
                            }
                        });
                    }
                }),
                Mutant.of("mixes up schemas that are read at once", "Q11", settings -> new Reading(settings) {
                    private final Meeting<InstanceId> asked = new Meeting<>();

                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.withSchemas(real, id -> real.schemas(asked.latest(id)));
                    }
                }),
                Mutant.of("reads the first ten schemas only", "Q11", settings -> new Reading(settings) {
                    @Override
                    public InstancePort instances() {
                        InstancePort real = super.instances();
                        return Reads.withSchemas(real, id -> real.schemas(id)
                                .map(all -> all.stream().limit(DEFAULT_PAGE).toList()));
                    }
                }),
                readingSchemas("says that it tells of linked RDS instances, and does not", schemas -> Optional.empty()),
                readingSchemas(
                        "reads the first schema only",
                        schemas -> Optional.of(schemas.stream().limit(1).toList())),
                readingSchemas(
                        "takes every linked RDS instance for a usable one",
                        schemas -> Optional.of(schemas.stream()
                                .map(schema -> new Schema(
                                        schema.name(),
                                        schema.status(),
                                        schema.linkedRds().stream()
                                                .map(rds -> new LinkedRds(
                                                        rds.id(), rds.name(), RdsStatus.NORMAL, Optional.empty()))
                                                .toList()))
                                .toList())));
    }

    private static Mutant readingSchemas(String name, Function<List<Schema>, Optional<List<Schema>>> change) {
        return Mutant.of(name, "V12 Q11", settings -> new Reading(settings) {
            @Override
            public InstancePort instances() {
                InstancePort real = super.instances();
                return Reads.withSchemas(
                        real, id -> change.apply(real.schemas(id).orElseThrow()));
            }
        });
    }

    private interface InstanceRead {
        InstanceSnapshot read(InstancePort real, InstanceId id, MutantFixture self);
    }

    private static Mutant seeing(String name, String rules, UnaryOperator<InstanceSnapshot> change) {
        return reading(name, rules, (real, id, self) -> change.apply(real.instance(id)));
    }

    private static Mutant reading(String name, String rules, InstanceRead read) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public InstancePort instances() {
                InstancePort real = super.instances();
                return Reads.of(real, id -> read.read(real, id, this));
            }
        });
    }
}
