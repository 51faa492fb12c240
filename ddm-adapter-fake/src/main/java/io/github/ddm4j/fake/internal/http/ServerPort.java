/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A port with a thread for each connection.
 *
 * <p>The JDK's HTTP server would not do: it cannot reset a connection, nor go away and come back on its port. It also
 * writes head and body apart, which on JDK 17 lets each answer wait for an acknowledgement, unless a system property
 * was set in time.
 */
public final class ServerPort implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int MAX_CONNECTIONS = 1024;
    private static final long LONGEST_END_MILLIS = 5000;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "ddm4j-fake-" + COUNT.incrementAndGet();
    private final RequestHandler handler;
    private final InetAddress address;
    private final Duration idle;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final int port;
    private @Nullable ServerSocket server;
    private Future<?> accepting = CompletableFuture.completedFuture(null);

    /**
     * @param address where to listen
     * @param port 0 for any that is free
     * @param idle the time that a connection waits for the next bytes of a request
     * @throws UncheckedIOException if the port cannot be had
     */
    public ServerPort(InetAddress address, int port, RequestHandler handler, Duration idle) {
        this.address = address;
        this.handler = handler;
        this.idle = idle;
        this.threads =
                new ThreadPoolExecutor(0, MAX_CONNECTIONS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
        this.port = listen(port);
    }

    public int port() {
        return port;
    }

    /** Opens the port, or closes it and all connections. */
    public synchronized void setReachable(boolean reachable) {
        if (threads.isShutdown() || reachable == (server != null)) {
            return;
        }
        if (reachable) {
            listen(port);
        } else {
            stopListening();
        }
    }

    private synchronized int listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, wanted), BACKLOG);
            server = socket;
            accepting = threads.submit(() -> accept(socket));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on port " + wanted + " of " + address.getHostAddress() + ": " + e.getMessage(), e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                serve(from, from.accept());
            } catch (IOException e) {
                // The port was closed, or a client left before it was served; the loop tells these apart.
            }
        }
    }

    private void serve(ServerSocket from, Socket socket) {
        open.add(socket);
        Runnable connection = new ServerConnection(socket, handler, idle);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    open.remove(socket);
                }
            });
        } catch (RejectedExecutionException e) {
            drop(socket);
        }
        if (from.isClosed()) {
            drop(socket);
        }
    }

    private synchronized void stopListening() {
        if (server != null) {
            quietly(server);
            server = null;
            awaitLastAccept();
        }
        open.forEach(this::drop);
    }

    /**
     * Waits for the last accept, because the system may complete a connection until then, and a client would believe to
     * have sent.
     */
    private void awaitLastAccept() {
        try {
            accepting.get(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the port was closed, and still something listens", e);
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        quietly(socket);
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // The socket is gone, which is all that closing wants.
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        started.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        started.add(thread);
        return thread;
    }

    /** Returns when no thread is left; the end of the pool alone would come a moment before that of its threads. */
    @Override
    public void close() {
        stopListening();
        threads.shutdownNow();
        try {
            for (Thread thread : started) {
                thread.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
