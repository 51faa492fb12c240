/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The provider in a process of its own: DDM over HTTP, and one line of answer for each line on its standard input. */
final class KillProvider {

    private KillProvider() {}

    public static void main(String[] args) throws IOException {
        FakeCloud cloud = FakeCloud.builder()
                .withExamples()
                .jobDuration(Duration.ofMillis(500))
                .build();
        cloud.auditLog().setLag(Duration.ofMillis(500));
        try (FakeDdmServer server = FakeDdmServer.start(cloud);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("READY " + server.uri());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(cloud, line.split(" ")));
            }
        }
    }

    private static String answer(FakeCloud cloud, String[] words) {
        switch (words[0]) {
            case "instance" -> {
                InstanceId id = new InstanceId(words[1]);
                FakeInstance.Builder builder = FakeInstance.builder(Examples.PROJECT, id)
                        .flavor(Examples.FLAVOR)
                        .group(new GroupId("gr" + words[1]), 2);
                cloud.addInstance((words[2].equals("yearly") ? builder.yearlyMonthly() : builder).build());
                return "OK";
            }
            case "orders" -> {
                return "ORDERS "
                        + cloud.enlargements().stream()
                                .filter(order -> order.instanceId().value().equals(words[1]))
                                .count();
            }
            case "lose" -> {
                cloud.failNext(Fault.hangUp().afterApplying());
                return "OK";
            }
            default -> {
                return "WHAT " + words[0];
            }
        }
    }
}
