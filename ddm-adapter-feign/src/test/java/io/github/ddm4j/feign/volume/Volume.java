/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.TestTls;
import io.github.ddm4j.feign.http.LeaseStorm;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;

/**
 * Many calls against a provider that does everything, over plain http and TLS, with platform and with virtual threads, some of
 * them interrupted at any moment. Ends with 1 if anything is found: a double order, an untrue outcome, a secret in any text,
 * or a thread, socket or lease that is left. Run by {@code .ci/volume}.
 */
final class Volume {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MOST_CONNECTIONS = 8;

    private final Findings findings = new Findings();

    private Volume() {}

    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Volume volume = new Volume();
        volume.listen();
        warmUp();
        List<ThreadFactory> kinds = threads();
        for (ThreadFactory kind : kinds) {
            volume.storm(kind, rounds / kinds.size());
            volume.call(false, kind, calls / kinds.size() / 2);
            volume.call(true, kind, calls / kinds.size() / 2);
        }
        volume.fillHeap();
        System.out.println(volume.findings);
        System.exit(volume.findings.isEmpty() ? 0 : 1);
    }

    /** Platform threads, and virtual ones where there are some. */
    private static List<ThreadFactory> threads() throws ReflectiveOperationException {
        List<ThreadFactory> kinds = new ArrayList<>();
        kinds.add(Thread::new);
        if (Runtime.version().feature() >= 21) {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            kinds.add((ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder));
        }
        return kinds;
    }

    /** The JDK keeps a socket of its own from the first one on that is closed under a reader. */
    private static void warmUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort());
            Thread reader = new Thread(() -> {
                try {
                    socket.getInputStream().read();
                } catch (IOException closed) {
                    // As it should be.
                }
            });
            reader.start();
            while (reader.getState() == Thread.State.NEW || reader.getStackTrace().length < 5) {
                LeaseStorm.pause();
            }
            socket.close();
            reader.join();
        }
    }

    private void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.TRACE);
        AppenderBase<ILoggingEvent> watching = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String text = event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
                findings.require(!Tokens.isIn(text), "a secret in the log", text);
            }
        };
        watching.start();
        root.addAppender(watching);
    }

    private void storm(ThreadFactory kind, int rounds) throws Exception {
        int lost = LeaseStorm.rounds(rounds, kind);
        findings.require(lost == 0, "a lost place", lost + " of " + rounds);
        System.out.println("storm: " + rounds + " rounds of three callers for one place");
    }

    private void call(boolean secure, ThreadFactory kind, int calls) throws Exception {
        long start = System.nanoTime();
        int socketsBefore = sockets();
        TestTls tls = new TestTls("ip:127.0.0.1");
        ServerSocket listener = secure ? tls.listener() : new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        try (HostileProvider provider = new HostileProvider(listener, secure ? "https" : "http")) {
            try (FeignScaleOutAdapter adapter = adapter(provider, tls.trust())) {
                new Callers(adapter, provider, DEADLINE, calls, findings).run(kind);
                int free = LeaseStorm.freePlaces(adapter);
                findings.require(
                        free == MOST_CONNECTIONS, "a lease left", free + " of " + MOST_CONNECTIONS + " are free");
            }
            for (int i = 0; i < 500 && provider.openConnections() > 0; i++) {
                provider.pause(10);
            }
            int open = provider.openConnections();
            findings.require(open == 0, "a connection left", open + " are open");
        }
        requireNoThread();
        for (int i = 0; i < 500 && sockets() > socketsBefore; i++) {
            LeaseStorm.pause();
        }
        findings.require(sockets() <= socketsBefore, "a socket left", sockets() + " after " + socketsBefore);
        System.out.printf(
                "%s, %s: %d calls in %d s%n",
                secure ? "TLS" : "http",
                kind.newThread(() -> {}).getClass().getSimpleName(),
                calls,
                (System.nanoTime() - start) / 1_000_000_000L);
    }

    private static FeignScaleOutAdapter adapter(HostileProvider provider, SSLContext trust) {
        CircuitBreakerRegistry neverOpen = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .failureRateThreshold(100)
                .slidingWindowSize(100_000)
                .minimumNumberOfCalls(100_000)
                .build());
        return FeignScaleOutAdapter.builder(provider.uri(), new ProjectId("p"), new Tokens())
                .circuitBreakerRegistry(neverOpen)
                .http(http -> http.deadline(DEADLINE)
                        .maxConnections(MOST_CONNECTIONS)
                        .maxResponseBytes(64 * 1024)
                        .sslContext(trust))
                .build();
    }

    /** A heap that is full for a moment must not leave calls without a deadline. */
    private void fillHeap() throws Exception {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (silent;
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                java.net.URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                new ProjectId("p"),
                                new Tokens())
                        .http(http -> http.deadline(Duration.ofSeconds(1)))
                        .build()) {
            for (int i = 0; i < 3; i++) {
                Thread call = new Thread(() -> order(adapter));
                call.start();
                List<byte[]> heap = new ArrayList<>();
                try {
                    for (int size = 1 << 24; size > 0; ) {
                        heap.add(new byte[size]);
                    }
                } catch (OutOfMemoryError full) {
                    fillUp(heap);
                }
                heap.clear();
                call.join(10_000);
                findings.require(!call.isAlive(), "a call without a deadline after a full heap", "round " + i);
            }
        }
    }

    private static void fillUp(List<byte[]> heap) {
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < end) {
            try {
                heap.add(new byte[1024]);
            } catch (OutOfMemoryError full) {
                Thread.onSpinWait();
            }
        }
    }

    private static void order(FeignScaleOutAdapter adapter) {
        try {
            adapter.scaleOut(
                    new InstanceId("i"), ScaleOutRequest.builder("f", 1).build());
        } catch (Throwable ended) {
            // That it ends is what counts.
        }
    }

    private void requireNoThread() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            findings.require(!thread.getName().startsWith("ddm4j-"), "a thread left", thread.getName());
        }
    }

    /** Open sockets of this process, where the operating system tells; else 0. */
    private static int sockets() {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return 0;
        }
        int sockets = 0;
        try (var files = Files.newDirectoryStream(own)) {
            for (Path file : files) {
                sockets += isSocket(file) ? 1 : 0;
            }
        } catch (IOException gone) {
            return 0;
        }
        return sockets;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
