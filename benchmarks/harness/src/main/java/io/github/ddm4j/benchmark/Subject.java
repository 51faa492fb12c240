/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.net.URI;

/** A client of the API that is measured. Used by many threads at once between {@link #open} and {@link #close}. */
public interface Subject extends AutoCloseable {

    /** Makes the client ready to send orders to this server. */
    void open(URI server);

    /**
     * Orders one node, as {@link Exchange} says.
     *
     * @throws Exception if the client reports anything but success
     */
    void call() throws Exception;

    @Override
    void close() throws IOException;

    /** Makes the subject of this class name. */
    static Subject of(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(Subject.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
