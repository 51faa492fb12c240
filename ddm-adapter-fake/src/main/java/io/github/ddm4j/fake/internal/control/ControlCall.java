/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import java.util.List;
import java.util.Map;

/**
 * A request to the remote control.
 *
 * @param varying the parts of the path that vary
 * @param parameters of the query
 * @param fields of its body; none if it carries none
 */
record ControlCall(List<String> varying, Map<String, String> parameters, FieldReader fields) {

    /** The first part of the path that varies. */
    String id() {
        return varying.get(0);
    }
}
