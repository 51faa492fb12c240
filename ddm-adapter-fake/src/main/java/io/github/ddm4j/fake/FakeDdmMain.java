/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.fake.internal.cloud.RequestLog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Starts the fake from a terminal; runs until it is interrupted. */
final class FakeDdmMain {

    static final int OK = 0;
    static final int BAD_OPTIONS = 2;

    private final CommandLine options;
    private final PrintStream out;
    private final PrintStream err;

    private FakeDdmMain(CommandLine options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Exits with 2 if an option is wrong, the file of the state cannot be used or a port is taken. */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args, System.out, System.err, new CountDownLatch(1));
        if (code != OK) {
            System.exit(code);
        }
    }

    /** @param stop ends it */
    static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch stop) throws InterruptedException {
        try {
            CommandLine options = CommandLine.parse(args);
            if (options.help()) {
                out.println(CommandLine.USAGE);
            } else {
                new FakeDdmMain(options, out, err).serve(stop);
            }
            return OK;
        } catch (CommandLine.Mistake e) {
            err.println(e.getMessage());
            err.println(CommandLine.USAGE);
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            err.println(e.getMessage());
        }
        return BAD_OPTIONS;
    }

    private void serve(CountDownLatch stop) throws IOException, InterruptedException {
        FakeCloud.Builder builder = FakeCloud.builder();
        FakeCloud cloud = options.state() == null ? builder.withExamples().build() : builder.build();
        try (FakeDdmServer server = server(cloud)) {
            if (options.state() != null) {
                server.control().begin(read(options.state()));
            }
            if (options.jobSeconds() >= 0) {
                cloud.setJobDuration(Duration.ofSeconds(options.jobSeconds()));
            }
            if (options.lostReplies() > 0) {
                cloud.failNext(options.lostReplies(), Fault.hangUp().afterApplying());
            }
            print(server, cloud);
            stop.await();
        }
    }

    private static byte[] read(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IOException("cannot read the state from " + file + ": " + e, e);
        }
    }

    private FakeDdmServer server(FakeCloud cloud) throws IOException {
        FakeDdmServer.Builder builder = FakeDdmServer.builder(cloud)
                .port(options.port())
                .controlPort(options.controlPort())
                .listener(options.quiet() ? entry -> {} : this::print);
        if (options.bind() != null) {
            InetAddress address = InetAddress.getByName(options.bind());
            builder.bind(address);
            if (!address.isLoopbackAddress()) {
                err.println("warning: everybody who reaches " + options.bind() + " of this machine can use the fake"
                        + (options.controlForEverybody() ? " and its remote control" : ""));
            }
        }
        return (options.controlForEverybody() ? builder.controlForEverybody() : builder).start();
    }

    private void print(FakeDdmServer server, FakeCloud cloud) {
        out.println("listening on " + server.uri());
        out.println("page at " + server.controlUri() + "/");
        if (options.state() == null) {
            out.println("project                  " + Examples.PROJECT + " (" + Examples.REGION + ")");
            out.println("instance, pay-per-use    " + Examples.INSTANCE);
            out.println("  group                  " + Examples.GROUP);
            out.println("instance, two groups     " + Examples.TWO_GROUPS_INSTANCE);
            out.println("  group, read-write      " + Examples.READ_WRITE_GROUP);
            out.println("  group, read-only       " + Examples.READ_ONLY_GROUP);
            out.println("instance, yearly/monthly " + Examples.YEARLY_MONTHLY_INSTANCE);
            out.println("flavor                   " + Examples.FLAVOR);
            out.println("token                    " + Examples.TOKEN);
            out.println("domain, user, password   " + Examples.DOMAIN + " " + Examples.USER + " " + Examples.PASSWORD);
            out.println("access key, secret key   " + Examples.ACCESS_KEY + " " + Examples.SECRET_KEY);
        } else {
            cloud.instances().forEach(instance -> out.println("instance " + instance.id() + " " + instance.name()));
        }
        out.flush();
    }

    /** One line for each request, such as {@code 200 POST /v2/…/enlarge}. */
    private void print(RequestLog.Entry entry) {
        StringBuilder line = new StringBuilder()
                .append(entry.status() == 0 ? "---" : String.valueOf(entry.status()))
                .append(' ')
                .append(entry.method().isEmpty() ? "(malformed)" : entry.method())
                .append(' ')
                .append(entry.path());
        if (entry.errorCode() != null) {
            line.append(' ').append(entry.errorCode());
        }
        if (entry.fault() != null) {
            line.append(" (").append(entry.fault()).append(')');
        }
        out.println(line);
    }
}
