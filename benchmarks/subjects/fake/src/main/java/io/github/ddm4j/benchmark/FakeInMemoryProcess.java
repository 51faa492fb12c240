/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;

/** Scale-outs in memory, in clouds of a growing number of instances: {@code CALLS}, spread over as many clouds as needed. */
public final class FakeInMemoryProcess {

    private static final int[] SIZES = {1, 10, 100, 1_000, 10_000};

    private FakeInMemoryProcess() {}

    public static void main(String[] args) {
        int calls = Integer.parseInt(args[0]);
        for (int size : SIZES) {
            nanos(size, calls / 4);
        }
        for (int size : SIZES) {
            int clouds = clouds(size, calls);
            double seconds = nanos(size, calls) / 1e9;
            Sample.print(
                    "instances " + size,
                    "scale-outs a second",
                    "1/s",
                    (double) clouds * size * ManyInstancesSubject.ROOM / seconds);
        }
    }

    private static int clouds(int size, int calls) {
        return Math.max(1, calls / (size * ManyInstancesSubject.ROOM));
    }

    /** The time of the scale-outs alone, without that of making the clouds. */
    private static long nanos(int size, int calls) {
        long nanos = 0;
        for (int i = 0; i < clouds(size, calls); i++) {
            GrownCloud grown = GrownCloud.of(size);
            try (InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(
                            grown.cloud(), new ProjectId(Exchange.PROJECT))
                    .token(Exchange.TOKEN)
                    .build()) {
                long start = System.nanoTime();
                fill(grown, adapter);
                nanos += System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static void fill(GrownCloud grown, InMemoryScaleOutAdapter adapter) {
        ScaleOutRequest request =
                ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build();
        for (int i = 0; i < ManyInstancesSubject.ROOM; i++) {
            for (InstanceId instance : grown.instances()) {
                adapter.scaleOut(instance, request);
            }
        }
    }
}
