/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.huaweicloud.sdk.ddm.v1.region.DdmRegion;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @ParameterizedTest
    @CsvSource({
        "cn-north-4, ddm.cn-north-4.myhuaweicloud.com, iam.cn-north-4.myhuaweicloud.com",
        "ae-ad-1, ddm.ae-ad-1.myhuaweicloud.com, iam.ae-ad-1.myhuaweicloud.com",
        "eu-west-101, ddm.eu-west-101.myhuaweicloud.eu, iam.eu-west-101.myhuaweicloud.eu",
        "eu-de, ddm.eu-de.otc.t-systems.com, iam.eu-de.otc.t-systems.com"
    })
    void a_region_gives_both_endpoints(String region, String ddm, String iam) {
        assertThat(Endpoints.ofRegion(region))
                .isEqualTo(new Endpoints(URI.create("https://" + ddm), URI.create("https://" + iam)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ae-ad-1",
                "ap-southeast-1",
                "cn-east-2",
                "cn-east-3",
                "cn-north-1",
                "cn-north-4",
                "cn-north-9",
                "cn-south-1",
                "cn-south-2",
                "cn-southwest-2",
                "eu-west-101",
                "la-north-2",
                "la-south-2",
                "my-kualalumpur-1",
                "ru-moscow-1",
                "sa-brazil-1"
            })
    void every_region_has_the_endpoint_the_official_sdk_uses(String region) {
        assertThat(DdmRegion.valueOf(region).getEndpoints())
                .containsExactly(Endpoints.ofRegion(region).ddm().toString());
    }

    @Test
    void an_unknown_region_is_named_with_the_known_ones_and_the_way_out() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.ofRegion("mars-north-1"))
                .withMessageContaining("'mars-north-1'")
                .withMessageContaining("ae-ad-1, ap-southeast-1, cn-east-2")
                .withMessageContaining("eu-west-101")
                .withMessageContaining("unless the endpoints themselves are given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "CN-NORTH-4", "cn-north-4 ", "evil.example/", "a\nb"})
    void what_only_resembles_a_region_is_refused(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.ofRegion(region))
                .withMessageContaining("but was '" + region.replace("\n", "?") + "'");
    }

    @Test
    void a_hostile_region_is_cut_in_the_message() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.ofRegion("x".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void no_part_may_be_null() {
        assertThatNullPointerException().isThrownBy(() -> Endpoints.ofRegion(null));
        assertThatNullPointerException().isThrownBy(() -> new Endpoints(null, URI.create("https://iam.example")));
        assertThatNullPointerException().isThrownBy(() -> new Endpoints(URI.create("https://ddm.example"), null));
    }
}
