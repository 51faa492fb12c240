/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the remote control, in the order in which they are told. Not thread-safe while it is filled. */
final class RouteTable {

    private final CloudCore cloud;
    private final List<ControlRoute> routes = new ArrayList<>();

    RouteTable(CloudCore cloud) {
        this.cloud = cloud;
    }

    List<ControlRoute> routes() {
        return routes;
    }

    void add(String method, String path, String meaning, Function<ControlCall, Supplier<@Nullable Object>> reads) {
        routes.add(new ControlRoute(method, path, meaning, reads));
    }

    /** Adds a call that changes the cloud, and answers with nothing. */
    void change(String method, String path, String meaning, Function<ControlCall, ContentReader.Part> reads) {
        add(method, path, meaning, call -> {
            ContentReader.Part part = reads.apply(call);
            return () -> {
                cloud.change(now -> part.accept(cloud, now));
                return null;
            };
        });
    }
}
