/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddm4j.core.exception.RejectionReason;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        // DDM
        "400, DBS.280001, BAD_REQUEST",
        "400, DBS.300375, BAD_REQUEST",
        "400, DBS.300400, NOT_FOUND",
        "400, DBS.300323, RDS_NOT_READY",
        "400, DBS.300110, RDS_NOT_READY",
        "400, DBS.300116, RDS_NOT_READY",
        "400, DBS.300117, RDS_NOT_READY",
        "400, DBS.300133, RDS_NOT_READY",
        "409, DBS.200019, INSTANCE_BUSY",
        "403, DBS.212033, INSTANCE_BUSY",
        // sister services
        "400, DBS.201014, INSTANCE_BUSY",
        "409, DBS.280406, INSTANCE_BUSY",
        "404, DBS.200045, NOT_FOUND",
        "413, DBS.200046, QUOTA",
        "400, DBS.200056, QUOTA",
        "400, DBS.280449, BILLING",
        "403, DBS.280056, ACCESS",
        "400, DBS.280450, OTHER",
        // billing
        "400, CBC.99005003, BILLING",
        "403, CBC.0151, BILLING",
        "400, CBC.12345678, BILLING",
        // the gateway, under both of its names
        "401, APIGW.0301, ACCESS",
        "401, APIG.0301, ACCESS",
        "404, APIGW.0101, NOT_FOUND",
        "405, APIG.0501, QUOTA",
        "405, APIG.0502, BILLING",
        "403, APIG.0310, ACCESS",
        "403, APIG.0802, ACCESS",
        "400, APIGW.0106, BAD_REQUEST",
        "400, APIGW.0602, BAD_REQUEST",
        // written otherwise
        "400, dbs.300323, RDS_NOT_READY",
        "400, ' DBS.300323 ', RDS_NOT_READY"
    })
    void the_error_code_decides_why_it_was_refused(int status, String code, RejectionReason reason) {
        assertThat(ErrorCodes.reason(status, code)).isEqualTo(reason);
        assertThat(ErrorCodes.tellsOfFault(code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, , BAD_REQUEST",
        "402, , BILLING",
        "403, EPS.0003, ACCESS",
        "404, 404, NOT_FOUND",
        "405, '', BAD_REQUEST",
        "407, , ACCESS",
        "409, DBS.999999, INSTANCE_BUSY",
        "410, , NOT_FOUND",
        "413, APIG.0201, QUOTA",
        "414, , BAD_REQUEST",
        "415, , BAD_REQUEST",
        "418, nonsense, OTHER",
        "422, , OTHER",
        "423, , OTHER",
        "431, , BAD_REQUEST",
        "494, , BAD_REQUEST"
    })
    void the_status_decides_where_the_code_says_nothing(int status, String code, RejectionReason reason) {
        assertThat(ErrorCodes.reason(status, code)).isEqualTo(reason);
    }

    static Stream<String> faults() {
        return Stream.concat(
                Stream.of(
                                "300002", "300005", "300120", "300322", "300330", "300332", "300345", "300346",
                                "300365", "200412")
                        .map("DBS."::concat),
                Stream.of(
                                "0202", "0203", "0601", "0605", "0606", "0608", "0609", "0610", "0611", "0612", "0615",
                                "0616", "0617")
                        .flatMap(number -> Stream.of("APIG." + number, "APIGW." + number)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_inside_the_service_is_told_by_its_code(String code) {
        assertThat(ErrorCodes.tellsOfFault(code)).isTrue();
        assertThat(ErrorCodes.tellsOfFault(code.toLowerCase(Locale.ROOT))).isTrue();
    }

    @Test
    void the_list_of_faults_is_closed() {
        assertThat(ErrorCodes.known().stream().filter(ErrorCodes::tellsOfFault))
                .containsExactlyInAnyOrderElementsOf(faults().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DBS.300400",
                "APIG.0201",
                "APIG.0103",
                "APIGW.0105",
                "DBS.0203",
                "APIG.300002",
                "300002",
                "0203",
                ""
            })
    void nothing_else_tells_of_a_fault(String code) {
        assertThat(ErrorCodes.tellsOfFault(code)).isFalse();
    }

    @Test
    void all_known_codes_can_be_listed_and_not_changed() {
        assertThat(ErrorCodes.known())
                .contains("DBS.280001", "DBS.300400", "DBS.200412", "APIG.0610", "APIGW.0610", "CBC.99005003")
                .allSatisfy(code -> assertThat(code).matches("(DBS|CBC|APIGW?)\\.[0-9]{4,8}"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ErrorCodes.known().clear());
    }
}
