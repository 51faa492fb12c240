/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The journal of idempotency keys on a database of the service's own. The driver is the user's.
 */
module io.github.ddm4j.jdbc {
    requires static org.jspecify;
    requires transitive io.github.ddm4j.core;
    requires transitive java.sql;

    exports io.github.ddm4j.jdbc;
}
