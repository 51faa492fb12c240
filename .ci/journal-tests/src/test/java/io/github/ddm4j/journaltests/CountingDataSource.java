/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that are executed on a data source, and keeps the text of the one prepared last. Thread-safe. */
final class CountingDataSource {

    private final AtomicInteger executed = new AtomicInteger();
    private final DataSource source;
    private volatile String prepared = "";

    CountingDataSource(DataSource real) {
        this.source = wrapped(DataSource.class, real);
    }

    DataSource source() {
        return source;
    }

    /** How many since this was asked last. */
    int executed() {
        return executed.getAndSet(0);
    }

    String prepared() {
        return prepared;
    }

    private <T> T wrapped(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                CountingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().startsWith("execute")) {
                        executed.incrementAndGet();
                    }
                    if (method.getName().equals("prepareStatement")) {
                        prepared = (String) args[0];
                    }
                    Object result;
                    try {
                        result = method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("getConnection") && type == DataSource.class) {
                        return wrapped(Connection.class, result);
                    }
                    return method.getName().equals("prepareStatement")
                            ? wrapped(PreparedStatement.class, result)
                            : result;
                }));
    }
}
