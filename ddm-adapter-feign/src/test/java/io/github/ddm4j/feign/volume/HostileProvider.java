/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does everything that a provider, or what stands before it, may do; and keeps book of it. */
final class HostileProvider implements AutoCloseable {

    /** What has become of one order. */
    static final class Record {

        static final Record NONE = new Record("", Fate.JOB);

        private final String job;
        private final Fate fate;
        private final AtomicInteger posts = new AtomicInteger();

        Record(String job, Fate fate) {
            this.job = job;
            this.fate = fate;
        }

        String job() {
            return job;
        }

        Fate fate() {
            return fate;
        }

        /** How many requests for it were read to their last byte. */
        int posts() {
            return posts.get();
        }
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Map<String, Record> orders = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);

    HostileProvider(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        start(this::accept);
    }

    URI uri() {
        return URI.create(
                scheme + "://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + listener.getLocalPort());
    }

    /** Nothing was read for it if there is none. */
    Record order(String instance) {
        return orders.get(instance);
    }

    /** Connections that the client has not closed. */
    int openConnections() {
        return open.size();
    }

    boolean pause(long milliseconds) {
        try {
            return !stopped.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(ThreadLocalRandom.current().nextBoolean());
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException over) {
            // The run is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer peer = new Peer(this, socket);
            switch (ThreadLocalRandom.current().nextInt(100)) {
                case 0 -> peer.close();
                case 1 -> peer.reset();
                // Not a whole answer: sent while we write, no look could tell it from one to us.
                case 2 -> peer.sendAndClose("HTTP/1.1 200 OK\r\n");
                default -> {
                    // Most let themselves be asked first.
                }
            }
            while (peer.read()) {
                if (peer.isOrder()) {
                    order(peer);
                } else {
                    Reading.answer(peer);
                }
            }
        } catch (IOException gone) {
            // Clients that hang up are welcome here.
        } finally {
            open.remove(socket);
        }
    }

    private void order(Peer peer) throws IOException {
        String[] path = peer.path().split("/");
        Record record = orders.computeIfAbsent(path[4], instance -> new Record("job-" + instance, anyFate()));
        record.posts.incrementAndGet();
        peer.serves(record);
        record.fate().deed.by(peer);
    }

    /** Slow ones are rare, because each takes a whole deadline. */
    private static Fate anyFate() {
        Fate[] all = Fate.values();
        Fate fate = all[ThreadLocalRandom.current().nextInt(all.length)];
        return fate.isSlow() && ThreadLocalRandom.current().nextInt(20) > 0 ? Fate.JOB : fate;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hostile-provider");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        stopped.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
