/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.WireValues.id;
import static io.github.ddm4j.feign.WireValues.optionalId;
import static io.github.ddm4j.feign.WireValues.orEmpty;
import static io.github.ddm4j.feign.WireValues.required;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.GroupItem;
import io.github.ddm4j.feign.DdmWire.GroupsReply;
import io.github.ddm4j.feign.DdmWire.InstanceReply;
import io.github.ddm4j.feign.DdmWire.NodeItem;
import io.github.ddm4j.feign.DdmWire.NodesReply;
import io.github.ddm4j.feign.Pages.Page;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.internal.CallFailure.UnusableAnswer;
import io.github.ddm4j.feign.internal.Reply;
import java.util.List;
import java.util.Objects;

/** Reads an instance: its detail (v1), its groups (v3) and its nodes (v1), which no single call gives together. */
final class InstanceReader {

    private static final int GROUPS_A_PAGE = 100;
    private static final int NODES_A_PAGE = 128;

    private final ReadApi api;
    private final ProjectId project;

    InstanceReader(ReadApi api, ProjectId project) {
        this.api = api;
        this.project = project;
    }

    InstanceSnapshot read(InstanceId instance, Repeats.Budget budget) {
        Reply<InstanceReply> detail = budget.read(time -> asked(instance, api.instance(project, instance, time)));
        InstanceReply told = detail.body();
        List<Node> nodes = Pages.all(
                offset -> budget.read(time -> nodes(api.nodes(project, instance, offset, NODES_A_PAGE, time))),
                Node::id);
        List<NodeGroup> groups = Pages.all(
                offset ->
                        budget.read(time -> groups(api.groups(project, instance, offset, GROUPS_A_PAGE, time), nodes)),
                NodeGroup::id);
        return new InstanceSnapshot(
                instance,
                orEmpty(told.name(), detail.answer()),
                new InstanceStatus(orEmpty(told.status(), detail.answer())),
                // An order id is there for yearly/monthly instances only.
                orEmpty(told.orderId(), detail.answer()).isBlank()
                        ? BillingMode.PAY_PER_USE
                        : BillingMode.YEARLY_MONTHLY,
                Objects.requireNonNullElse(told.nodeCount(), nodes.size()),
                groups,
                nodes);
    }

    private static Reply<InstanceReply> asked(InstanceId asked, Reply<InstanceReply> reply) {
        String told = reply.body().id();
        if (told != null && !told.equals(asked.value())) {
            throw new UnusableAnswer("it is about another instance", reply.answer());
        }
        required("status", reply.body().status(), reply.answer());
        return reply;
    }

    private static Page<Node> nodes(Reply<NodesReply> reply) {
        return Page.of(
                reply.body().items(),
                item -> node(item, reply.answer()),
                NODES_A_PAGE,
                reply.body().total(),
                reply.answer());
    }

    private static Node node(NodeItem item, Answer answer) {
        return new Node(
                required("node_id", item.id(), answer),
                orEmpty(item.status(), answer),
                optionalId("group_id", item.groupId(), GroupId::new, answer));
    }

    private static Page<NodeGroup> groups(Reply<GroupsReply> reply, List<Node> nodes) {
        return Page.of(
                reply.body().items(),
                item -> group(item, nodes, reply.answer()),
                GROUPS_A_PAGE,
                reply.body().total(),
                reply.answer());
    }

    private static NodeGroup group(GroupItem item, List<Node> nodes, Answer answer) {
        GroupId group = id("group id", item.id(), GroupId::new, answer);
        long listed = nodes.stream()
                .filter(node -> node.groupId().filter(group::equals).isPresent())
                .count();
        int size = item.nodes() == null ? (int) listed : item.nodes().size();
        return new NodeGroup(group, orEmpty(item.name(), answer), "r".equalsIgnoreCase(item.role()), size);
    }
}
