/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.DdmWire.EnlargeRequest;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.internal.AnyAnswer;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.FeignApis;
import io.github.ddm4j.feign.internal.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The answer to an order, whatever it is, becomes a receipt or a failure of ours. */
public final class OrderFuzz {

    private static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    private static final ProjectId PROJECT = new ProjectId("619d3e78f61b4be68bc5aa0b59edcf7b");
    private static final EnlargeRequest ORDER =
            EnlargeRequest.of(ScaleOutRequest.builder("f", 1).build());

    private static final AnyAnswer NETWORK = new AnyAnswer();
    private static final ScaleOutApi API = FeignApis.open(ScaleOutApi.class, URI.create("http://127.0.0.1:1"), NETWORK);

    private OrderFuzz() {}

    /** Opens the interface, so that the first input is not charged for it. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        NETWORK.use(data);
        try (Attempt attempt = Attempt.within(Duration.ofSeconds(1))) {
            ScaleOutReceipt receipt = ReceiptReader.receipt(
                    INSTANCE,
                    HttpCall.make(attempt, Clock.systemUTC(), call -> API.enlarge(PROJECT, INSTANCE, ORDER, call)));
            AnyAnswer.check(receipt.toString());
            if (!receipt.instanceId().equals(INSTANCE)) {
                throw new AssertionError("a receipt of another instance");
            }
        } catch (CallFailed failed) {
            ScaleOutException outcome = failed.failure().ofOrder();
            AnyAnswer.check(outcome);
            AnyAnswer.check(failed.failure().ofRead());
            AnyAnswer.check(failed.failure().ofToken());
            int status = failed.failure().status();
            boolean proves = status >= 400 && status <= 499 && status != 408 && status != 460 && status != 499;
            if (!proves && !(outcome instanceof OutcomeUnknownException)) {
                throw new AssertionError("status " + status + " proves nothing, but became " + outcome);
            }
        }
    }
}
