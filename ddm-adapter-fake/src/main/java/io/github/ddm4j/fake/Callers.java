/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

/** Finds out who is calling: by token, or by the signature of an access key. */
final class Callers {

    private final CloudCore cloud;

    Callers(CloudCore cloud) {
        this.cloud = cloud;
    }

    /** @throws Refusal unless the caller is known and may do something in the project */
    void requireAccess(HttpRequest request, String project) {
        if (isSigned(request)) {
            cloud.authorize(signer(request), project);
        } else {
            cloud.authorize(request.header("X-Auth-Token"), project);
        }
    }

    /** @throws Refusal unless the caller is known */
    void requireKnown(HttpRequest request) {
        if (isSigned(request)) {
            signer(request);
        } else {
            cloud.token(request.header("X-Auth-Token"));
        }
    }

    private static boolean isSigned(HttpRequest request) {
        return request.header("X-Auth-Token") == null && request.header("Authorization") != null;
    }

    private Credentials.AccessKey signer(HttpRequest request) {
        Signature signature = Signature.of(request);
        Credentials.AccessKey key = cloud.accessKey(signature.accessKey());
        if (key == null) {
            throw Refusal.unauthenticated("verify aksk signature fail, the access key does not exist");
        }
        signature.verify(request, key.secret(), cloud.now());
        return key;
    }
}
