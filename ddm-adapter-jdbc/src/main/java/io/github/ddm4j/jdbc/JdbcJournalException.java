/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The journal's database failed, or cannot be used. A write that ends so may have been made, unless {@link #surelyNotMade()}.
 * Neither message nor cause holds a credential: the driver's exception is described, not kept.
 *
 * @since 0.1.0
 */
public final class JdbcJournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)\\s*[=:]\\s*)[^\\s&;,)]*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    private final boolean surelyNotMade;

    private JdbcJournalException(String message, boolean surelyNotMade) {
        super(message);
        this.surelyNotMade = surelyNotMade;
    }

    static JdbcJournalException unusable(String what) {
        return new JdbcJournalException(what, true);
    }

    static JdbcJournalException notMade(String what, SQLException failed) {
        return new JdbcJournalException(what + ": " + describe(failed), true);
    }

    static JdbcJournalException unknown(String what) {
        return new JdbcJournalException(what, false);
    }

    static JdbcJournalException unknown(String what, SQLException failed) {
        return new JdbcJournalException(what + ": " + describe(failed), false);
    }

    /** A driver's message may repeat the URL that it was given, with all that is in it. */
    private static String describe(SQLException failed) {
        String said = Objects.requireNonNullElse(failed.getMessage(), "no message");
        String line = said.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        String safe =
                USER_INFO.matcher(SECRET.matcher(line).replaceAll("$1***")).replaceAll("//***@");
        String text = safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
        return text + " (SQLState " + failed.getSQLState() + ", error " + failed.getErrorCode() + ")";
    }

    /** Returns true if it is proven that nothing was written. */
    public boolean surelyNotMade() {
        return surelyNotMade;
    }
}
