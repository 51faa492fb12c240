/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Starts the fake from a terminal; runs until it is interrupted. */
final class FakeDdmMain {

    static final int OK = 0;
    static final int BAD_OPTIONS = 2;

    static final String USAGE = "usage: java -cp ... io.github.ddm4j.fake.FakeDdmMain [OPTION N]...\n"
            + "  --port N          listen on this port of loopback, 0 to 65535; default 0: any that is free\n"
            + "  --job-seconds N   how long a job takes, 0 to 86400; default 3\n"
            + "  --lose-replies N  apply the first orders, 0 to 10000, but hang up instead of answering; default 0";

    private FakeDdmMain() {}

    /** Exits with 2 if an option is wrong or the port is taken. */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args, System.out, System.err, new CountDownLatch(1));
        if (code != OK) {
            System.exit(code);
        }
    }

    /** @param stop ends it */
    static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch stop) throws InterruptedException {
        int port = 0;
        int jobSeconds = 3;
        int lostReplies = 0;
        try {
            for (int i = 0; i < args.length; i += 2) {
                switch (args[i]) {
                    case "--port" -> port = number(args, i, 65_535);
                    case "--job-seconds" -> jobSeconds = number(args, i, 86_400);
                    case "--lose-replies" -> lostReplies = number(args, i, 10_000);
                    case "--help" -> {
                        out.println(USAGE);
                        return OK;
                    }
                    default -> throw new IllegalArgumentException("unknown option " + args[i]);
                }
            }
            FakeCloud cloud = FakeCloud.builder()
                    .jobDuration(Duration.ofSeconds(jobSeconds))
                    .withExamples()
                    .build();
            if (lostReplies > 0) {
                cloud.failNext(lostReplies, Fault.hangUp().afterApplying());
            }
            serve(cloud, port, out, stop);
            return OK;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(USAGE);
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
        }
        return BAD_OPTIONS;
    }

    private static int number(String[] args, int option, int most) {
        String text = option + 1 < args.length ? args[option + 1] : "nothing";
        String problem = args[option] + " must be a number from 0 to " + most + ", but was " + text;
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(problem, e);
        }
        throw new IllegalArgumentException(problem);
    }

    private static void serve(FakeCloud cloud, int port, PrintStream out, CountDownLatch stop)
            throws InterruptedException {
        try (FakeDdmServer server = FakeDdmServer.start(cloud, port)) {
            out.println("listening on " + server.uri());
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
            out.flush();
            stop.await();
        }
    }
}
