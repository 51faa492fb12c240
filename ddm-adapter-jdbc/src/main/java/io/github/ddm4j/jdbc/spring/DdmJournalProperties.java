/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code ddm.journal}, as they were written. Absent and empty values leave the journal's defaults.
 */
@ConfigurationProperties("ddm.journal")
record DdmJournalProperties(
        @Nullable String enabled,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String timeout,
        @Nullable String maxConnections,
        @Nullable String createTableIfMissing,
        @Nullable String databaseMayForget) {}
