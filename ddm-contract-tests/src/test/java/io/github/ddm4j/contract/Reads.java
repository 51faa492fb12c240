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

    /** One whose schemas are those of a good port. */
    static InstancePort of(InstancePort real, Function<InstanceId, InstanceSnapshot> instance) {
        return both(instance, real::schemas);
    }

    /** One whose instances are those of a good port. */
    static InstancePort withSchemas(InstancePort real, Function<InstanceId, Optional<List<Schema>>> schemas) {
        return both(real::instance, schemas);
    }

    /** One whose instances are those of a good port. */
    static InstancePort withNodes(InstancePort real, Function<InstanceId, Optional<List<Node>>> nodes) {
        return new InstancePort() {
            @Override
            public InstanceSnapshot instance(InstanceId instanceId) {
                return real.instance(instanceId);
            }

            @Override
            public Optional<List<Node>> nodes(InstanceId instanceId) {
                return nodes.apply(instanceId);
            }

            @Override
            public Optional<List<Schema>> schemas(InstanceId instanceId) {
                return real.schemas(instanceId);
            }
        };
    }

    private static InstancePort both(
            Function<InstanceId, InstanceSnapshot> instance, Function<InstanceId, Optional<List<Schema>>> schemas) {
        return new InstancePort() {
            @Override
            public InstanceSnapshot instance(InstanceId instanceId) {
                return instance.apply(instanceId);
            }

            @Override
            public Optional<List<Schema>> schemas(InstanceId instanceId) {
                return schemas.apply(instanceId);
            }
        };
    }
}
