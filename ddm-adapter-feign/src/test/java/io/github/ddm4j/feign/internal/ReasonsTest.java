/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

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
        "400, DBS.300002, OTHER",
        "400, DBS.300005, OTHER",
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
        // billing
        "400, CBC.99005003, BILLING",
        "403, CBC.0151, BILLING",
        // gateway, under both of its names
        "401, APIGW.0301, ACCESS",
        "401, APIG.0301, ACCESS",
        "404, APIGW.0101, NOT_FOUND",
        "405, APIG.0501, QUOTA",
        "405, APIG.0502, BILLING",
        "403, APIG.0310, ACCESS",
        "400, APIGW.0106, BAD_REQUEST",
        // written otherwise
        "400, dbs.300323, RDS_NOT_READY"
    })
    void the_error_code_decides(int status, String code, RejectionReason reason) {
        assertThat(Reasons.of(status, code)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "400, , BAD_REQUEST",
        "409, DBS.999999, INSTANCE_BUSY",
        "403, EPS.0003, ACCESS",
        "404, 404, NOT_FOUND",
        "413, APIG.0201, QUOTA",
        "418, nonsense, OTHER"
    })
    void the_status_decides_where_the_code_says_nothing(int status, String code, RejectionReason reason) {
        assertThat(Reasons.of(status, code)).isEqualTo(reason);
    }
}
