/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.util.List;

/**
 * A request with the variable parts of its path.
 *
 * @param project the project's id
 * @param id what stands after the kind of thing, such as the id of an instance or of a job; may be empty
 * @param part what stands after the kind of part, such as the id of a node or the name of a schema; may be empty
 */
record Call(ServerRequest request, String project, String id, String part) {

    static Call of(ServerRequest request, List<String> path) {
        return new Call(request, path.get(1), path.size() > 3 ? path.get(3) : "", path.size() > 5 ? path.get(5) : "");
    }

    QueryParameters query() {
        return new QueryParameters(request);
    }
}
