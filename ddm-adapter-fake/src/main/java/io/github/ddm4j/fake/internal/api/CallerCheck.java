/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.time.Instant;

/** Finds out who is calling: by token, or by the signature of an access key. */
final class CallerCheck {

    private final CloudCore cloud;

    CallerCheck(CloudCore cloud) {
        this.cloud = cloud;
    }

    /** @throws Refusal unless the caller is known and may do something in the project */
    void requireAccess(ServerRequest request, String project) {
        if (isSigned(request)) {
            cloud.authorize(signer(request), project);
        } else {
            cloud.authorize(request.header("X-Auth-Token"), project);
        }
    }

    /** @throws Refusal unless the caller is known */
    CredentialStore.User user(ServerRequest request) {
        if (isSigned(request)) {
            signer(request);
            return cloud.firstUser();
        }
        return cloud.token(request.header("X-Auth-Token")).user();
    }

    /**
     * The caller as the audit log has it.
     *
     * @throws Refusal unless the caller is known
     */
    TraceActor actor(ServerRequest request, String address) {
        return user(request).actor(isSigned(request) ? signer(request).id() : null, address);
    }

    /**
     * The project that the caller's credentials are for.
     *
     * @throws Refusal unless the caller is known
     */
    String projectId(ServerRequest request) {
        return isSigned(request)
                ? signer(request).projectId()
                : cloud.token(request.header("X-Auth-Token")).projectId();
    }

    private static boolean isSigned(ServerRequest request) {
        return request.header("X-Auth-Token") == null && request.header("Authorization") != null;
    }

    private CredentialStore.AccessKey signer(ServerRequest request) {
        RequestSignature signature = RequestSignature.of(request);
        CredentialStore.AccessKey key = cloud.accessKey(signature.accessKey());
        if (key == null) {
            throw Refusal.unauthenticated("verify aksk signature fail, the access key does not exist");
        }
        Instant now = cloud.now();
        signature.verify(request, key.secret(), now);
        key.check(request.header("X-Security-Token"), now);
        return key;
    }
}
