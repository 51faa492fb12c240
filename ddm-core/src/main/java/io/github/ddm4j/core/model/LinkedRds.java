/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An RDS instance that a schema of a DDM instance keeps its data on; the API calls it a data node.
 *
 * @param id its id, as the provider writes it; may be empty where the provider tells none
 * @param name its name; may be empty
 * @param status its status
 * @param error its fault in the provider's words; told only if it is abnormal
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_recommended/schemas/querying_schemas_a_v1_api.html">Querying
 *     schemas</a>
 * @since 0.1.0
 */
public record LinkedRds(String id, String name, RdsStatus status, Optional<String> error) {

    public LinkedRds {
        id = ProviderText.oneLine("id", id);
        name = ProviderText.oneLine("name", name);
        requireNonNull(status, "status");
        error = requireNonNull(error, "error").map(text -> ProviderText.oneLine("error", text));
    }
}
