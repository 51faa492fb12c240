/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static io.github.ddm4j.core.exception.RejectionReason.ACCESS;
import static io.github.ddm4j.core.exception.RejectionReason.BAD_REQUEST;
import static io.github.ddm4j.core.exception.RejectionReason.BILLING;
import static io.github.ddm4j.core.exception.RejectionReason.INSTANCE_BUSY;
import static io.github.ddm4j.core.exception.RejectionReason.NOT_FOUND;
import static io.github.ddm4j.core.exception.RejectionReason.OTHER;
import static io.github.ddm4j.core.exception.RejectionReason.QUOTA;
import static io.github.ddm4j.core.exception.RejectionReason.RDS_NOT_READY;

import io.github.ddm4j.core.exception.RejectionReason;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The provider's error codes, as far as anybody has published what they mean: those of DDM, of its sister services for the
 * same case, of the gateway in front ({@code APIG.} in some editions, {@code APIGW.} in others) and of billing. Compared
 * without case.
 *
 * <p>On paper every code of DDM comes with status 400. A status alone would therefore report a busy instance as a wrong
 * parameter, and a fault inside the service as a refusal.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0061.html">Error codes of DDM</a>
 * @see <a href="https://support.huaweicloud.com/intl/en-us/usermanual-apig/apig_03_0048.html">Error codes of the
 *     gateway</a>
 * @since 0.1.0
 */
public final class ErrorCodes {

    private static final String DDM = "DBS.";
    private static final String BILLING_SERVICE = "CBC.";

    /** The service failed or lost track of what it was doing, so that the order may have been applied. A closed list. */
    private static final Set<String> FAULTS = new HashSet<>();

    /**
     * The code of a task that does not exist: a refusal to a caller who asks for a job. After an order, its own task
     * may be the one that is not found.
     */
    private static final Set<String> LOST_TASKS = new HashSet<>();

    private static final Map<String, RejectionReason> REASONS = new HashMap<>();

    static {
        ddm(FAULTS, "300002", "300005", "300120", "300322", "300330", "300332", "300345", "300346", "300365", "200412");
        gateway(FAULTS, "0202", "0203", "0601", "0605", "0606", "0608", "0609", "0610", "0611", "0612");
        gateway(FAULTS, "0615", "0616", "0617");
        ddm(LOST_TASKS, "300400");

        // Those of DDM itself come first in a row.
        ddm(BAD_REQUEST, "280001", "300001", "300375", "200001", "200025", "200053", "200054", "280285", "280404");
        ddm(BAD_REQUEST, "290002");
        ddm(NOT_FOUND, "300400", "200002", "200045", "200543", "201028", "280110", "290005");
        ddm(INSTANCE_BUSY, "200019", "212033", "200011", "200018", "200047", "200086", "201014", "201202", "212006");
        ddm(INSTANCE_BUSY, "280406");
        ddm(RDS_NOT_READY, "300323", "300110", "300116", "300117", "300133");
        ddm(QUOTA, "200046", "200056", "216028", "290003");
        ddm(BILLING, "280449");
        ddm(ACCESS, "200010", "200044", "200604", "201003", "280015", "280056");
        ddm(OTHER, "280450");
        gateway(BAD_REQUEST, "0106", "0204", "0602", "0607");
        gateway(NOT_FOUND, "0101");
        gateway(QUOTA, "0501");
        gateway(BILLING, "0502");
        gateway(ACCESS, "0205", "0301", "0302", "0303", "0304", "0305", "0306", "0307", "0310", "0311", "0312", "0313");
        gateway(ACCESS, "0314", "0401", "0402", "0404", "0405", "0802");
        for (String code : new String[] {"99005003", "99003106", "30000010", "0100", "0151"}) {
            REASONS.put(BILLING_SERVICE + code, BILLING);
        }
    }

    private ErrorCodes() {}

    private static void ddm(Set<String> codes, String... numbers) {
        for (String number : numbers) {
            codes.add(DDM + number);
        }
    }

    private static void ddm(RejectionReason reason, String... numbers) {
        for (String number : numbers) {
            REASONS.put(DDM + number, reason);
        }
    }

    private static void gateway(Set<String> codes, String... numbers) {
        for (String number : numbers) {
            codes.add("APIG." + number);
            codes.add("APIGW." + number);
        }
    }

    private static void gateway(RejectionReason reason, String... numbers) {
        for (String number : numbers) {
            REASONS.put("APIG." + number, reason);
            REASONS.put("APIGW." + number, reason);
        }
    }

    /**
     * Returns true if the code tells of a fault inside the service or the gateway. An order may have been applied then,
     * whatever the status of the answer.
     */
    public static boolean tellsOfFault(@Nullable String code) {
        return code != null && FAULTS.contains(normal(code));
    }

    static boolean tellsOfLostTask(@Nullable String code) {
        return code != null && LOST_TASKS.contains(normal(code));
    }

    /**
     * Returns the reason of a refusal: by the error code, and by the status if the code says nothing.
     *
     * @param status the HTTP status of a refusal, 400 to 499
     * @param code the error code; null if there is none
     */
    public static RejectionReason reason(int status, @Nullable String code) {
        String normal = code == null ? "" : normal(code);
        RejectionReason reason = REASONS.get(normal);
        if (reason != null) {
            return reason;
        }
        return normal.startsWith(BILLING_SERVICE) ? BILLING : ofStatus(status);
    }

    private static RejectionReason ofStatus(int status) {
        return switch (status) {
            case 400, 405, 414, 415, 431, 494 -> BAD_REQUEST;
            case 401, 403, 407 -> ACCESS;
            case 402 -> BILLING;
            case 404, 410 -> NOT_FOUND;
            case 409 -> INSTANCE_BUSY;
            case 413 -> QUOTA;
            default -> OTHER;
        };
    }

    /**
     * Returns all codes whose meaning is known, in alphabetical order; those of the gateway under both of their names.
     */
    public static SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(REASONS.keySet());
        known.addAll(FAULTS);
        known.addAll(LOST_TASKS);
        return Collections.unmodifiableSortedSet(known);
    }

    private static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
