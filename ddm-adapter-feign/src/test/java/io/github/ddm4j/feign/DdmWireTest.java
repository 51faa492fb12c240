/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.DdmWire.EnlargeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdmWireTest {

    @Test
    void optional_fields_are_left_out_and_not_null() throws JsonProcessingException {
        assertThat(written(Wire.ONE_NODE)).isEqualTo("{\"flavor_id\":\"" + Wire.FLAVOR + "\",\"node_number\":1}");
    }

    @Test
    void every_field_has_its_name_on_the_wire() throws JsonProcessingException {
        ScaleOutRequest request = ScaleOutRequest.builder("f", 2)
                .groupId("g")
                .autoPay(true)
                .availabilityZones(List.of("az1", "az2"))
                .build();

        assertThat(written(request))
                .isEqualTo("{\"flavor_id\":\"f\",\"node_number\":2,\"group_id\":\"g\",\"is_auto_pay\":true,"
                        + "\"available_zones\":[\"az1\",\"az2\"]}");
    }

    private static String written(ScaleOutRequest request) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(EnlargeRequest.of(request));
    }
}
