/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of the access keys that were signed with, the latest ones. Thread-safe. */
final class SignedKeys {

    /** More than a week of keys that are renewed every quarter of an hour: what is older is in no audit log. */
    private static final int KEPT = 1000;

    private final Set<String> ids = new LinkedHashSet<>();

    synchronized void add(String id) {
        ids.add(id);
        if (ids.size() > KEPT) {
            ids.remove(ids.iterator().next());
        }
    }

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }
}
