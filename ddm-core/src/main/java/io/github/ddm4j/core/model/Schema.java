/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import java.util.List;

/**
 * A schema of a DDM instance with the RDS instances it is spread over.
 *
 * @param name its name
 * @param status its status as the provider writes it, such as {@code RUNNING}; may be empty
 * @param linkedRds the RDS instances behind it
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_recommended/schemas/querying_schemas_a_v1_api.html">Querying
 *     schemas</a>
 * @since 0.1.0
 */
public record Schema(String name, String status, List<LinkedRds> linkedRds) {

    public Schema {
        name = ProviderText.oneLine("name", name);
        status = ProviderText.oneLine("status", status);
        linkedRds = List.copyOf(linkedRds);
    }
}
