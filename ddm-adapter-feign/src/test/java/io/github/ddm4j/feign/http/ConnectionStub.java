/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.net.Socket;
import java.net.SocketException;

/** A connection whose socket tells when it is closed. */
record ConnectionStub(Runnable onClose) {

    HttpConnection connection() {
        HttpConnection connection = new HttpConnection();
        try {
            connection.own(new Socket() {
                @Override
                public void close() {
                    onClose.run();
                }
            });
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
        return connection;
    }
}
