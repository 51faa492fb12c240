/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;

/** All SQL of the journal: one text for all databases, but for the clock. */
final class JournalSql {

    /** The version of the table that this library reads and writes. */
    static final String VERSION = "1";

    static final String VERSION_KEY = " version";

    private static final String SCRIPT = "/META-INF/ddm4j/V20261128__ddm4j_journal.sql";
    private static final String NAME_IN_SCRIPT = "ddm_journal";

    final String read;
    final String open;
    final String insert;
    final String replace;
    final String conflicts;
    final String old;
    final String thin;
    final String version;
    final String touch;

    private final String schema;
    private final String table;

    /** @param schema empty for the connection's own */
    JournalSql(String schema, String table, String now) {
        this.schema = schema;
        this.table = table;
        String name = qualified();
        // As a query of its own it is asked once, and an index can be searched by what it says.
        String once = "(select " + now + ")";
        String row = "select idempotency_key, instance_id, state, witness, stamp, lease_ms, lease_until - " + now + ", "
                + now + " - written_at, body from " + name + " where ";
        read = row + "idempotency_key = ?"
                + " union all " + row + "open_instance = ? and idempotency_key <> ?"
                + " union all " + row + "instance_id = ? and witness is not null and open_instance is null"
                + " and written_at > " + once + " - ? and idempotency_key <> ?";
        open = row + "open_instance is not null order by lease_until, idempotency_key limit ?";
        insert = "insert into " + name + " (instance_id, open_instance, witness, state, stamp, lease_ms, lease_until,"
                + " written_at, body, idempotency_key) values (?, ?, ?, ?, ?, ?, " + now + " + ?, " + now + ", ?, ?)";
        replace = "update " + name + " set instance_id = ?, open_instance = ?, witness = ?, state = ?, stamp = ?,"
                + " lease_ms = ?, lease_until = " + now + " + ?, written_at = " + now
                + ", body = ? where idempotency_key = ? and stamp = ?";
        String other = "select idempotency_key, stamp, open_instance, witness from " + name + " where ";
        conflicts = other + "idempotency_key = ? union all " + other + "open_instance = ? union all " + other
                + "witness = ?";
        old = "select idempotency_key, stamp, body from " + name + " where state = 'SETTLED' and written_at < " + once
                + " - ? limit ?";
        thin = "update " + name + " set body = ?, state = 'THIN' where idempotency_key = ? and stamp = ?"
                + " and state = 'SETTLED'";
        version = "select body from " + name + " where idempotency_key = ?";
        touch = "update " + name + " set written_at = " + now + " where idempotency_key = ?";
    }

    String qualified() {
        return schema.isEmpty() ? table : schema + "." + table;
    }

    /** Returns the statements that make the table, under its name. */
    List<String> script() {
        String text = text().replaceAll("\\b" + NAME_IN_SCRIPT + "\\b", Matcher.quoteReplacement(qualified()))
                .replaceAll("\\b" + NAME_IN_SCRIPT + "_", Matcher.quoteReplacement(table + "_"));
        return Arrays.stream(text.split(";\\s*\\n")).map(String::strip).toList();
    }

    private static String text() {
        try (InputStream script = JournalSql.class.getResourceAsStream(SCRIPT)) {
            return new String(Objects.requireNonNull(script, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
