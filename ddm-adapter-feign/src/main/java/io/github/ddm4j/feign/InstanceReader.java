/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

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
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.util.List;
import java.util.OptionalInt;

/** Reads an instance: its detail (v1), its groups (v3) and its nodes (v1), which no single call gives together. */
final class InstanceReader {

    private final ReadApi api;
    private final ProjectId project;

    InstanceReader(ReadApi api, ProjectId project) {
        this.api = api;
        this.project = project;
    }

    InstanceSnapshot read(InstanceId instance, ReadRetry.Budget budget) {
        Detail detail = budget.read(call -> api.instance(project, instance, call), reply -> detail(instance, reply));
        List<Node> nodes = readNodes(instance, budget);
        List<NodeGroup> groups = Pages.all(
                offset -> budget.read(
                        call -> api.groups(project, instance, Pages.toSend(offset), call),
                        reply -> groups(reply, nodes)),
                NodeGroup::id);
        return new InstanceSnapshot(
                instance,
                detail.name(),
                detail.status(),
                detail.billing(),
                detail.nodeCount().orElse(nodes.size()),
                groups,
                nodes);
    }

    List<Node> readNodes(InstanceId instance, ReadRetry.Budget budget) {
        return Pages.all(
                offset -> budget.read(
                        call -> api.nodes(project, instance, Pages.toSend(offset), call), InstanceReader::nodes),
                Node::id);
    }

    private record Detail(String name, InstanceStatus status, BillingMode billing, OptionalInt nodeCount) {}

    private static Detail detail(InstanceId asked, DecodedAnswer<InstanceReply> reply) {
        InstanceReply body = reply.body();
        WireValues values = new WireValues(reply);
        if (!values.id("id", body.id(), InstanceId::new).equals(asked)) {
            throw values.unusable("it is about another instance");
        }
        return new Detail(
                values.shown(body.name()).orElse(""),
                new InstanceStatus(values.required("status", body.status())),
                // An order id is there for yearly/monthly instances only.
                values.shown(body.orderId()).isEmpty() ? BillingMode.PAY_PER_USE : BillingMode.YEARLY_MONTHLY,
                values.count("node_count", body.nodeCount()));
    }

    private static Page<Node> nodes(DecodedAnswer<NodesReply> reply) {
        WireValues values = new WireValues(reply);
        NodesReply body = reply.body();
        return Page.of(body.items(), item -> node(item, values), ReadApi.NODES_A_PAGE, body.total(), values);
    }

    private static Node node(NodeItem item, WireValues values) {
        return new Node(
                values.required("node_id", item.id()),
                values.shown(item.status()).orElse(""),
                values.optionalId("group_id", item.groupId(), GroupId::new));
    }

    private static Page<NodeGroup> groups(DecodedAnswer<GroupsReply> reply, List<Node> nodes) {
        WireValues values = new WireValues(reply);
        GroupsReply body = reply.body();
        return Page.of(body.items(), item -> group(item, nodes, values), ReadApi.GROUPS_A_PAGE, body.total(), values);
    }

    private static NodeGroup group(GroupItem item, List<Node> nodes, WireValues values) {
        GroupId group = values.id("group id", item.id(), GroupId::new);
        long listed = nodes.stream()
                .filter(node -> node.groupId().filter(group::equals).isPresent())
                .count();
        int size = item.nodes() == null ? (int) listed : item.nodes().size();
        boolean readOnly =
                values.shown(item.role()).filter("r"::equalsIgnoreCase).isPresent();
        return new NodeGroup(group, values.shown(item.name()).orElse(""), readOnly, size);
    }
}
