/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a {@link JournalRecord}. The first line is what has to be known for ever: the version, the state, and
 * fields without blanks; then comes one line for each longer text. Absent fields are left out, unknown ones are skipped.
 */
final class JournalBody {

    /**
     * The version that this library writes and reads. A change that an older library would get wrong is a new version.
     */
    private static final String VERSION = "1";

    private static final String NONE = "";

    private static final byte LINE_END = Character.LINE_SEPARATOR;

    private JournalBody() {}

    static String write(JournalRecord r) {
        StringBuilder out = new StringBuilder(VERSION).append(' ').append(r.state());
        field(out, "digest", r.digest());
        field(out, "nodes", r.nodes() == 0 ? NONE : Integer.toString(r.nodes()));
        field(out, "attempt", r.attempt().map(Stamp::value).orElse(NONE));
        field(out, "window", millis(r.window()));
        field(out, "lost", r.lost() ? "true" : NONE);
        field(out, "doubtFor", millis(r.doubtFor()));
        field(out, "word", r.word());
        field(out, "alongside", r.alongside() ? "true" : NONE);
        r.knownOrder().ifPresent(shown -> {
            field(out, "source", shown.source().name());
            field(out, "job", shown.job().map(JobId::value).orElse(NONE));
            field(out, "order", shown.order().map(OrderId::value).orElse(NONE));
        });
        line(out, "terms", r.terms());
        line(out, "why", r.why());
        line(out, "baseline", r.baseline());
        int withoutEvidence = out.length();
        line(out, "evidence", r.evidence());
        if (out.length() > SubmissionJournal.MAX_BODY_LENGTH) {
            // What was seen can be seen again; what was known before cannot.
            out.setLength(withoutEvidence);
        }
        return out.toString();
    }

    static boolean fits(JournalRecord r) {
        return write(r).length() <= SubmissionJournal.MAX_BODY_LENGTH;
    }

    /** @throws UnreadableBodyException if a later version of the library wrote it, or nobody who knows the form */
    static JournalRecord read(String body) {
        int end = body.indexOf('\n');
        String[] head = (end < 0 ? body : body.substring(0, end)).split(" ");
        if (!head[0].equals(VERSION)) {
            throw UnreadableBodyException.ofVersion(head[0], VERSION);
        }
        try {
            Map<String, String> fields = new HashMap<>();
            for (int i = 2; i < head.length; i++) {
                put(fields, head[i], Function.identity());
            }
            if (end >= 0) {
                for (String line : body.substring(end + 1).split("\n")) {
                    put(fields, line, JournalBody::unescape);
                }
            }
            return record(KeyState.valueOf(head[1]), fields);
        } catch (RuntimeException e) {
            throw UnreadableBodyException.malformed(e);
        }
    }

    private static JournalRecord record(KeyState state, Map<String, String> fields) {
        Optional<KnownOrder> shown = Optional.ofNullable(fields.get("source"))
                .map(source -> new KnownOrder(
                        KnownOrder.Source.valueOf(source),
                        Optional.ofNullable(fields.get("job")).map(JobId::new),
                        Optional.ofNullable(fields.get("order")).map(OrderId::new)));
        return new JournalRecord(
                state,
                fields.getOrDefault("digest", NONE),
                Integer.parseInt(fields.getOrDefault("nodes", "0")),
                Optional.ofNullable(fields.get("attempt")).map(Stamp::new),
                duration(fields.get("window")),
                fields.containsKey("lost"),
                duration(fields.get("doubtFor")),
                fields.getOrDefault("word", NONE),
                shown,
                fields.containsKey("alongside"),
                fields.getOrDefault("terms", NONE),
                fields.getOrDefault("baseline", NONE),
                fields.getOrDefault("evidence", NONE),
                fields.getOrDefault("why", NONE));
    }

    private static void put(Map<String, String> fields, String text, Function<String, String> form) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("A field has no '='");
        }
        fields.put(text.substring(0, equals), form.apply(text.substring(equals + 1)));
    }

    private static void field(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(' ').append(name).append('=').append(value);
        }
    }

    private static void line(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append('\n').append(name).append('=').append(escape(value));
        }
    }

    /** Escapes line ends, and every character that some store cannot hold or some code page cannot say. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '\\') {
                out.append("\\\\");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == LINE_END) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(i++);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(i, i + 4), 16));
                    i += 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    private static String millis(Duration time) {
        return time.isZero() ? NONE : Long.toString(time.toMillis());
    }

    private static Duration duration(@Nullable String millis) {
        return millis == null ? Duration.ZERO : Duration.ofMillis(Long.parseLong(millis));
    }
}
