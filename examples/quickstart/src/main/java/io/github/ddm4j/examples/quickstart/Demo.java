/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.feign.AuthTokenProvider;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** The main job against a fake DDM that this process starts: real HTTP on loopback, nothing to set up. */
final class Demo {

    private Demo() {}

    static int run(PrintStream out) {
        FakeCloud cloud = FakeCloud.withExamples();
        try (FakeDdmServer server = FakeDdmServer.start(cloud);
                FeignScaleOutAdapter ddm = FeignScaleOutAdapter.builder(
                                server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                        .build()) {
            out.println("FAKE DDM  listening on " + server.uri() + "; set the DDM_ variables to make one real call");
            return scaleOut(ddm, out);
        }
    }

    private static int scaleOut(FeignScaleOutAdapter ddm, PrintStream out) {
        InstanceId instance = Examples.INSTANCE;
        ScaleOutRequest request =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
        try {
            out.println("before    " + ddm.instance(instance).nodeCount() + " nodes");
            ScaleOutReceipt receipt = ddm.scaleOut(instance, request);
            out.println(Outcome.of(receipt).text());
            if (receipt instanceof JobStarted started) {
                watch(ddm, started.jobId(), new ProgressBar(out, System.console() != null));
            }
            out.println("after     " + ddm.instance(instance).nodeCount() + " nodes");
            return Outcome.ACCEPTED;
        } catch (ScaleOutException e) {
            Outcome outcome = Outcome.of(e);
            out.println(outcome.text());
            return outcome.exitCode();
        }
    }

    private static void watch(JobPort jobs, JobId id, ProgressBar progress) {
        Job job = jobs.job(id);
        progress.show(job);
        while (!job.ended() && pause()) {
            job = jobs.job(id);
            progress.show(job);
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
