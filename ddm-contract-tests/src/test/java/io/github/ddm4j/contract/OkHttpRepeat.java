/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** What OkHttp does by itself that an order must not meet, and how that is switched off. */
enum OkHttpRepeat {
    /** What is left on a used connection is read as the answer to the next request. */
    USED_CONNECTION("on a connection that another request has used") {
        @Override
        void switchOff(OkHttpClient.Builder client) {
            client.connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
        }
    },
    /** What a used connection broke off; and after a 408 with it. */
    RESENT("after a used connection broke off") {
        @Override
        void switchOff(OkHttpClient.Builder client) {
            client.retryOnConnectionFailure(false);
        }
    },
    /** Its switch is that of {@link #RESENT}; alone it can only be hidden from OkHttp. */
    AFTER_408("after a 408") {
        @Override
        void switchOff(OkHttpClient.Builder client) {
            HiddenStatus.hide(408, client);
        }
    },
    /** With Retry-After: 0; there is no switch, it can only be hidden from OkHttp. */
    AFTER_503("after a 503 with Retry-After: 0") {
        @Override
        void switchOff(OkHttpClient.Builder client) {
            HiddenStatus.hide(503, client);
        }
    },
    /** To where a redirect leads. */
    REDIRECT("to where a redirect leads") {
        @Override
        void switchOff(OkHttpClient.Builder client) {
            client.followRedirects(false).followSslRedirects(false);
        }
    };

    private final String text;

    OkHttpRepeat(String text) {
        this.text = text;
    }

    /** When OkHttp sends, or sends again, as the end of a sentence. */
    String text() {
        return text;
    }

    abstract void switchOff(OkHttpClient.Builder client);
}
