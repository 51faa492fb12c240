/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.http.InMemoryHttp;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call without a network: all that the adapter adds, beside plain Feign with Jackson. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AdapterOverhead {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final FeignSubject feign = new InMemoryFeignSubject();
    private FeignScaleOutAdapter adapter;

    @Setup
    public void open() {
        feign.open(Target.of(NOBODY));
        adapter = FeignScaleOutAdapter.builder(
                        NOBODY, new ProjectId(Exchange.PROJECT), AuthTokenProvider.fixed(Exchange.TOKEN))
                .build();
        InMemoryHttp.install(adapter, Exchange.ACCEPTED.getBytes(US_ASCII));
    }

    @TearDown
    public void close() {
        adapter.close();
    }

    @Benchmark
    public ScaleOutReceipt ddm4j() {
        return adapter.scaleOut(
                new InstanceId(Exchange.INSTANCE),
                ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build());
    }

    @Benchmark
    public void feign() {
        feign.order();
    }
}
