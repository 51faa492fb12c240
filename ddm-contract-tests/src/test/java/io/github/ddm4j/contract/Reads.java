/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.InstancePort;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A port that reads instances in one way, and their schemas or nodes in another. */
final class Reads {

    private Reads() {}

    /** One whose schemas are those of a good port. It tells no nodes alone, so that its instances are all it is about. */
    static InstancePort of(InstancePort real, Function<InstanceId, InstanceSnapshot> instance) {
        return port(instance, id -> Optional.empty(), real::schemas);
    }

    /** One whose nodes and schemas are those of a good port. */
    static InstancePort withInstance(InstancePort real, Function<InstanceId, InstanceSnapshot> instance) {
        return port(instance, real::nodes, real::schemas);
    }

    /** One whose instances are those of a good port. */
    static InstancePort withSchemas(InstancePort real, Function<InstanceId, Optional<List<Schema>>> schemas) {
        return port(real::instance, real::nodes, schemas);
    }

    /** One whose instances and schemas are those of a good port. */
    static InstancePort withNodes(InstancePort real, Function<InstanceId, Optional<List<Node>>> nodes) {
        return port(real::instance, nodes, real::schemas);
    }

    private static InstancePort port(
            Function<InstanceId, InstanceSnapshot> instance,
            Function<InstanceId, Optional<List<Node>>> nodes,
            Function<InstanceId, Optional<List<Schema>>> schemas) {
        return new InstancePort() {
            @Override
            public InstanceSnapshot instance(InstanceId instanceId) {
                return instance.apply(instanceId);
            }

            @Override
            public Optional<List<Node>> nodes(InstanceId instanceId) {
                return nodes.apply(instanceId);
            }

            @Override
            public Optional<List<Schema>> schemas(InstanceId instanceId) {
                return schemas.apply(instanceId);
            }
        };
    }
}
