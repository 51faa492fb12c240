/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static io.github.ddm4j.core.exception.RejectionReason.ACCESS;
import static io.github.ddm4j.core.exception.RejectionReason.BAD_REQUEST;
import static io.github.ddm4j.core.exception.RejectionReason.BILLING;
import static io.github.ddm4j.core.exception.RejectionReason.INSTANCE_BUSY;
import static io.github.ddm4j.core.exception.RejectionReason.NOT_FOUND;
import static io.github.ddm4j.core.exception.RejectionReason.OTHER;
import static io.github.ddm4j.core.exception.RejectionReason.QUOTA;
import static io.github.ddm4j.core.exception.RejectionReason.RDS_NOT_READY;

import io.github.ddm4j.core.exception.RejectionReason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the provider refused: by its error code, and where that says nothing, by the HTTP status. On paper every DDM code
 * comes with status 400, so the status alone would call a busy instance a wrong parameter.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0061.html">Error codes of DDM</a>
 * @see <a href="https://support.huaweicloud.com/intl/en-us/usermanual-apig/apig_03_0048.html">Error codes of the
 *     gateway</a>
 */
final class Reasons {

    /** {@code DBS.} codes. Those of DDM come first in a row, then those its sister services use for the same case. */
    private static final Map<String, RejectionReason> SERVICE = table(Map.of(
            BAD_REQUEST,
                    List.of(
                            "280001", "300001", "300375", "200001", "200025", "200053", "200054", "280285", "280404",
                            "290002"),
            NOT_FOUND, List.of("300400", "200002", "200045", "200543", "201028", "280110", "290005"),
            INSTANCE_BUSY,
                    List.of(
                            "200019", "212033", "200011", "200018", "200047", "200086", "201014", "201202", "212006",
                            "280406"),
            RDS_NOT_READY, List.of("300323", "300110", "300116", "300117", "300133"),
            QUOTA, List.of("200046", "200056", "216028", "290003"),
            BILLING, List.of("280449"),
            ACCESS, List.of("200010", "200044", "200604", "201003", "280015", "280056"),
            OTHER, List.of("300002", "300005", "300120", "300322", "280450")));

    /** Numbers of the gateway in front, whose prefix is {@code APIG.} in some editions and {@code APIGW.} in others. */
    private static final Map<String, RejectionReason> GATEWAY = table(Map.of(
            BAD_REQUEST, List.of("0106", "0204", "0602", "0607"),
            NOT_FOUND, List.of("0101"),
            QUOTA, List.of("0501"),
            BILLING, List.of("0502"),
            ACCESS,
                    List.of(
                            "0205", "0301", "0302", "0303", "0304", "0305", "0306", "0307", "0310", "0311", "0312",
                            "0313", "0314", "0401", "0402", "0404", "0405", "0802")));

    private static final Pattern CODE = Pattern.compile("([A-Z]+)\\.([0-9]+)");

    private Reasons() {}

    static RejectionReason of(int status, @Nullable String code) {
        RejectionReason byCode = code == null ? null : ofCode(code.toUpperCase(Locale.ROOT));
        return byCode != null ? byCode : ofStatus(status);
    }

    private static @Nullable RejectionReason ofCode(String code) {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches()) {
            return null;
        }
        return switch (parts.group(1)) {
            case "DBS" -> SERVICE.get(parts.group(2));
            case "APIG", "APIGW" -> GATEWAY.get(parts.group(2));
            case "CBC" -> BILLING;
            default -> null;
        };
    }

    private static RejectionReason ofStatus(int status) {
        return switch (status) {
            case 400, 405, 414, 415, 494 -> BAD_REQUEST;
            case 401, 403 -> ACCESS;
            case 404 -> NOT_FOUND;
            case 409 -> INSTANCE_BUSY;
            case 413 -> QUOTA;
            default -> OTHER;
        };
    }

    private static Map<String, RejectionReason> table(Map<RejectionReason, List<String>> codes) {
        Map<String, RejectionReason> table = new HashMap<>();
        codes.forEach((reason, numbers) -> numbers.forEach(number -> table.put(number, reason)));
        return Map.copyOf(table);
    }
}
