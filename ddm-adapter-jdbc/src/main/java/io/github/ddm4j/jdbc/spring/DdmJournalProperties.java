/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings under {@code ddm.journal}. Absent values leave the journal's defaults. */
@ConfigurationProperties("ddm.journal")
record DdmJournalProperties(
        boolean enabled,
        @Nullable String schema,
        @Nullable String table,
        @Nullable Duration timeout,
        @Nullable Integer maxConnections,
        @DefaultValue("false") boolean createTableIfMissing,
        @DefaultValue("false") boolean databaseMayForget) {}
