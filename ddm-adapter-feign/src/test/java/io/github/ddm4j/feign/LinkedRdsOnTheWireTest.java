/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read of the schemas with the RDS instances behind them: what it sends, what it understands. */
class LinkedRdsOnTheWireTest {

    private static final String SCHEMAS =
            "/v1/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE + "/databases?%slimit=128";

    private final HostileServer server = HostileServer.start();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server)
            .circuitBreakerRegistry(registry)
            .sleeper(pause -> {})
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    private List<Schema> schemas() {
        return adapter.schemas(Wire.INSTANCE).orElseThrow();
    }

    @Test
    void schemas_are_read_in_their_documented_form() {
        server.otherwise(reply(200, """
                {"databases": [
                  {"name": "shop", "shard_mode": "cluster", "shard_number": 8, "status": "RUNNING", "created": 1636428601000,
                   "shard_unit": 8, "used_rds": [
                     {"id": "c6f68fed9e74478c8679479a07d7d568in01", "name": "rds-1", "status": "normal"},
                     {"id": "c6f68fed9e74478c8679479a07d7d569in01", "name": "rds-2", "status": "Storage full",
                      "error_msg": "disk full"}], "new_field": [1]},
                  {"name": "empty", "shard_mode": "single", "status": "CREATING", "used_rds": []}],
                 "total": 2}
                """));

        assertThat(schemas())
                .containsExactly(
                        new Schema(
                                "shop",
                                "RUNNING",
                                List.of(
                                        new LinkedRds(
                                                "c6f68fed9e74478c8679479a07d7d568in01",
                                                "rds-1",
                                                RdsStatus.NORMAL,
                                                Optional.empty()),
                                        new LinkedRds(
                                                "c6f68fed9e74478c8679479a07d7d569in01",
                                                "rds-2",
                                                new RdsStatus("Storage full"),
                                                Optional.of("disk full")))),
                        new Schema("empty", "CREATING", List.of()));
        assertThat(server.received()).extracting(Received::method).containsExactly("GET");
        assertThat(server.received()).extracting(Received::path).containsExactly(SCHEMAS.formatted(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "BACKING UP", "Pending reboot", "warp-drive", "Changing type to primary/standby"})
    void any_status_of_an_rds_instance_is_passed_on_as_it_was_told(String status) {
        server.otherwise(reply(200, page(rds("\"status\":\"" + status + "\""))));

        assertThat(schemas().get(0).linkedRds())
                .extracting(rds -> rds.status().value())
                .containsExactly(status);
    }

    @Test
    void all_pages_are_read_and_one_that_moves_meanwhile_is_taken_once() {
        server.then(reply(200, page(0, 128, 130))).otherwise(reply(200, page(127, 130, 130)));

        assertThat(schemas()).hasSize(130).doesNotHaveDuplicates();
        assertThat(server.received())
                .extracting(Received::path)
                .containsExactly(SCHEMAS.formatted(""), SCHEMAS.formatted("offset=128&"));
    }

    @Test
    void two_schemas_whose_names_show_alike_both_count() {
        server.otherwise(reply(200, """
                {"total": 2, "databases": [
                  {"used_rds": [{"id": "r1", "status": "normal"}]}, {"used_rds": [{"id": "r2", "status": "Abnormal"}]}]}
                """));

        assertThat(schemas())
                .flatExtracting(Schema::linkedRds)
                .extracting(LinkedRds::id)
                .containsExactly("r1", "r2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"databases\":[],\"total\":0}",
                "{\"databases\":null,\"total\":0}",
                "{\"total\":0}",
                "{\"databases\":[]}",
                "{\"databases\":[],\"total\":\"0\"}"
            })
    void an_instance_without_schemas_has_none_which_is_known(String body) {
        server.otherwise(reply(200, body));

        assertThat(adapter.schemas(Wire.INSTANCE)).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"databases\":null}",
                "{\"databases\":{},\"total\":0}",
                "{\"databases\":[null],\"total\":1}",
                "{\"databases\":[\"shop\"],\"total\":1}",
                "{\"databases\":[],\"total\":-1}",
                "{\"databases\":[],\"total\":1}",
                "{\"databases\":[{\"name\":\"shop\"}],\"total\":1}",
                "{\"databases\":[{\"name\":\"shop\",\"used_rds\":null}],\"total\":1}",
                "{\"databases\":[{\"name\":\"shop\",\"used_rds\":{}}],\"total\":1}",
                "{\"databases\":[{\"name\":\"shop\",\"used_rds\":[null]}],\"total\":1}",
                "{\"databases\":[{\"name\":\"shop\",\"used_rds\":[\"r\"]}],\"total\":1}"
            })
    void a_list_that_does_not_tell_the_rds_instances_is_no_usable_answer(String body) {
        server.otherwise(reply(200, body));

        assertThat(catchThrowable(this::schemas))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("The provider answered with status 200, but ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"id\":\"r\"", "\"status\":null", "\"status\":\" \"", "\"status\":7", "\"status\":{}"})
    void an_rds_instance_without_a_status_makes_the_list_no_usable_answer(String fields) {
        server.otherwise(reply(200, page(rds(fields))));

        assertThat(catchThrowable(this::schemas))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("its status of an RDS instance");
    }

    @Test
    void what_is_only_shown_may_be_of_any_type_or_absent() {
        server.otherwise(reply(200, """
                {"total": 1, "databases": [{"name": ["x"], "status": {"x": 1}, "shard_unit": "many", "used_rds": [
                  {"id": 7, "name": null, "status": "Abnormal", "error_msg": {"code": 7}}]}]}
                """));

        assertThat(schemas())
                .containsExactly(new Schema(
                        "", "", List.of(new LinkedRds("7", "", new RdsStatus("Abnormal"), Optional.empty()))));
    }

    @Test
    void what_the_provider_says_is_one_line_without_what_we_sent() {
        String echo = "\"x\\nERROR forged " + Wire.TOKEN + "\"";
        server.otherwise(reply(
                200,
                "{\"total\":1,\"databases\":[{\"name\":" + echo + ",\"status\":" + echo + ",\"used_rds\":[{\"id\":"
                        + echo + ",\"name\":" + echo + ",\"status\":" + echo + ",\"error_msg\":" + echo + "}]}]}"));

        String hidden = "x ERROR forged ***";
        assertThat(schemas())
                .containsExactly(new Schema(
                        hidden,
                        hidden,
                        List.of(new LinkedRds(hidden, hidden, new RdsStatus(hidden), Optional.of(hidden)))));
        assertThat(schemas().toString()).doesNotContain("\n", Wire.TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "404, DBS.200002, NOT_FOUND",
        "403, APIGW.0302, ACCESS",
        "400, DBS.280001, BAD_REQUEST",
        "400, DBS.300116, RDS_NOT_READY"
    })
    void a_refusal_is_rejected_and_not_repeated(int status, String code, RejectionReason reason) {
        server.otherwise(reply(status, "{\"errCode\":\"" + code + "\",\"externalMessage\":\"no\"}"));

        ScaleOutRejectedException rejected = catchThrowableOfType(ScaleOutRejectedException.class, this::schemas);

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.errorCode()).contains(code);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void what_may_pass_is_repeated_twice_and_counts_for_the_breaker_of_reads_alone() {
        List<Integer> requests = new ArrayList<>();
        for (String body : List.of("{\"databases\":", "<html>")) {
            server.otherwise(reply(body.startsWith("<") ? 503 : 200, body));
            assertThat(catchThrowable(this::schemas)).isInstanceOf(ProviderUnavailableException.class);
            requests.add(server.received().size());
        }

        assertThat(requests).containsExactly(3, 6);
        assertThat(registry.circuitBreaker("ddm-read").getMetrics().getNumberOfFailedCalls())
                .isEqualTo(2);
        assertThat(Wire.breaker(registry).getMetrics().getNumberOfBufferedCalls())
                .isZero();
    }

    private static String rds(String fields) {
        return "{\"name\":\"shop\",\"used_rds\":[{" + fields + "}]}";
    }

    private static String page(String schema) {
        return "{\"total\":1,\"databases\":[" + schema + "]}";
    }

    private static String page(int from, int to, int total) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"name\":\"s" + i + "\",\"status\":\"RUNNING\",\"used_rds\":[]}")
                .collect(Collectors.joining(",", "{\"total\":" + total + ",\"databases\":[", "]}"));
    }
}
