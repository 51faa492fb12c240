/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.journal.InMemorySubmissionJournal;
import io.github.ddm4j.feign.AuditSettings;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.net.URI;
import java.time.Duration;

/**
 * A replica that submits one key and may be killed. Tells each step on its standard output; at the one that it is to stop at
 * it waits to be killed.
 */
final class KillWorker {

    /** Instead of the URL of a database. */
    static final String MEMORY = "memory";

    private KillWorker() {}

    /** Arguments: URL of the database, URI of the provider, instance, key, step to stop at, whether to ask the audit log. */
    public static void main(String[] args) {
        Steps steps = new Steps(args[4]);
        try (FeignScaleOutAdapter adapter = adapter(args[1], Boolean.parseBoolean(args[5]))) {
            SubmissionJournal journal = steps.around(journal(args[0]));
            ScaleOutPort port = steps.around(adapter);
            ScaleOutFlow flow = KillFlow.of(port, adapter, adapter, journal, adapter.auditPort());
            System.out.println("GO");
            System.out.println("RESULT " + submitted(flow, args[3], args[2]));
        }
    }

    /** What a caller is told, in one line. */
    static String submitted(ScaleOutFlow flow, String key, String instance) {
        try {
            Submission told = flow.submit(new IdempotencyKey(key), new InstanceId(instance), oneNode());
            return told.getClass().getSimpleName();
        } catch (ScaleOutException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    static FeignScaleOutAdapter adapter(String uri, boolean audited) {
        FeignScaleOutAdapter.Builder builder = FeignScaleOutAdapter.builder(
                        URI.create(uri), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                .http(http -> http.deadline(KillFlow.DEADLINE))
                .circuitBreakerRegistry(Replica.neverOpen());
        if (audited) {
            builder.audit(AuditSettings.builder(URI.create(uri))
                    .soleUser(Examples.USER)
                    .build());
        }
        return builder.build();
    }

    /** A journal on a database, or one that ends with its process. */
    static SubmissionJournal journal(String url) {
        return url.equals(MEMORY)
                ? InMemorySubmissionJournal.create()
                : JdbcSubmissionJournal.builder(new UrlDataSource(url))
                        .timeout(Duration.ofSeconds(10))
                        .createTableIfMissing()
                        .build();
    }

    static ScaleOutRequest oneNode() {
        return ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
    }
}
