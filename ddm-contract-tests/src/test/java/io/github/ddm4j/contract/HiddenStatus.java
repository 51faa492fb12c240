/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Keeps a status from the part of OkHttp that sends again because of it. */
final class HiddenStatus {

    private static final String HEADER = "X-Hidden-Status";
    private static final int HARMLESS = 200;

    private HiddenStatus() {}

    static void hide(int status, OkHttpClient.Builder client) {
        client.addNetworkInterceptor(chain -> {
            Response answer = chain.proceed(chain.request());
            return answer.code() != status
                    ? answer
                    : answer.newBuilder()
                            .code(HARMLESS)
                            .header(HEADER, Integer.toString(status))
                            .build();
        });
        client.addInterceptor(chain -> {
            Response answer = chain.proceed(chain.request());
            String hidden = answer.header(HEADER);
            return hidden == null
                    ? answer
                    : answer.newBuilder().code(Integer.parseInt(hidden)).build();
        });
    }
}
