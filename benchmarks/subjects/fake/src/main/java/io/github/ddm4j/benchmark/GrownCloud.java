/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A cloud with many instances, whose jobs take no time. */
record GrownCloud(FakeCloud cloud, List<InstanceId> instances) {

    static GrownCloud of(int size) {
        FakeCloud cloud = FakeCloud.builder().jobDuration(Duration.ZERO).build();
        ProjectId project = new ProjectId(Exchange.PROJECT);
        cloud.addProject(project, "eu-west-101");
        cloud.addToken(Exchange.TOKEN, project);
        List<InstanceId> instances = IntStream.range(0, size)
                .mapToObj(number -> new InstanceId(ManyInstancesSubject.id(number)))
                .toList();
        for (InstanceId instance : instances) {
            cloud.addInstance(FakeInstance.builder(project, instance)
                    .flavor(new FlavorId(Exchange.FLAVOR))
                    .nodes(32 - ManyInstancesSubject.ROOM)
                    .build());
        }
        return new GrownCloud(cloud, instances);
    }
}
