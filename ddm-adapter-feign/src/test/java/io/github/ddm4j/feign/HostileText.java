/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Text that would like to be a path, a query, a header or a second request. */
public final class HostileText {

    private static final List<String> PIECES = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\nX-Evil: 1",
            "\r\n\r\nGET / HTTP/1.1\r\n",
            "\u0000",
            "\t",
            " ",
            "\u0085",
            "\u2028",
            "\u00ad",
            "/",
            "//",
            "\\",
            "..",
            "/../",
            ".",
            ";",
            "%2f",
            "%2e%2e",
            "%0d%0a",
            "%00",
            "%",
            "%zz",
            "?",
            "?a=b",
            "&name=other",
            "=",
            "+",
            "#",
            "#x",
            "@",
            "me@",
            ":",
            ":80",
            "{name}",
            "{",
            "[",
            "\"",
            "'",
            ",",
            "é",
            "１",
            "𝒳",
            "\ud800");

    private HostileText() {}

    /** Harmless now and then, so that what is let through is tried as well. */
    public static Arbitrary<String> any() {
        Arbitrary<String> harmless =
                Arbitraries.strings().withChars("azAZ09-_").ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6);
        Arbitrary<String> hostile = Arbitraries.oneOf(Arbitraries.of(PIECES), harmless, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces));
        return Arbitraries.frequencyOf(Tuple.of(1, harmless), Tuple.of(3, hostile));
    }

    /**
     * Whether the input was let through. If not, it was refused by the field's name in one visible line, and nothing was
     * sent.
     */
    public static boolean letThrough(String field, HostileServer server, ThrowingCallable call) {
        server.received().clear();
        Throwable thrown = catchThrowable(call);
        boolean refused = thrown instanceof IllegalArgumentException || thrown instanceof InvalidScaleOutException;
        if (refused) {
            assertThat(thrown.getMessage()).contains(field).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
            assertThat(server.received()).isEmpty();
        } else if (thrown != null) {
            assertThat(thrown).isInstanceOf(ScaleOutException.class);
        }
        Statistics.label("input").collect(refused ? "refused" : "let through");
        return !refused;
    }

    /** Called by a property that has to have seen both. */
    public static void requireBoth() {
        Statistics.label("input").coverage(seen -> {
            seen.check("refused").count(count -> count > 0);
            seen.check("let through").count(count -> count > 0);
        });
    }
}
