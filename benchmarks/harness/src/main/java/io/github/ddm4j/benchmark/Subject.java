/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;

/** A client of the API that is measured. Used by many threads at once between {@link #open} and {@link #close}. */
public interface Subject extends AutoCloseable {

    /** Makes the client ready to send to this server. */
    void open(Target target);

    /**
     * Orders one node, as {@link Exchange} says.
     *
     * @throws Exception if the client reports anything but success
     */
    void order() throws Exception;

    /**
     * Reads the instance, its nodes and its groups, with a request each.
     *
     * @throws Exception if the client does not find what {@link Exchange} says
     */
    default void read() throws Exception {
        throw new UnsupportedOperationException("reads nothing");
    }

    /**
     * The whole of a job: looks, orders, looks three times how it goes, and is done.
     *
     * @throws Exception if the nodes are not there in the end
     */
    default void job() throws Exception {
        throw new UnsupportedOperationException("does no whole job");
    }

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
