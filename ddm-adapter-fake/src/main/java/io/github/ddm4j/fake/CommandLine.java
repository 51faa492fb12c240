/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import org.jspecify.annotations.Nullable;

/** The options of the fake from a terminal. */
final class CommandLine {

    static final String USAGE = "usage: java -jar ddm-fake.jar [OPTION]...\n"
            + "  --port N                 listen on this port, 0 to 65535; default 0: any that is free\n"
            + "  --control-port N         page and remote control on a port of their own; default: on the same port\n"
            + "  --bind ADDRESS           listen there instead of on loopback, such as 0.0.0.0 in a container\n"
            + "  --control-for-everybody  let other machines use page and remote control too\n"
            + "  --state FILE             begin with the content of this JSON file instead of the examples\n"
            + "  --job-seconds N          how long a job takes, 0 to 86400; default 3\n"
            + "  --lose-replies N         apply the first orders, 0 to 10000, but hang up instead of answering\n"
            + "  -q, --quiet              print no line for each request\n"
            + "  --help                   print this";

    /** A wrong option; the message names it, its value and the rule. */
    static final class Mistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    private final String[] args;
    private int position;
    private int port;
    private int controlPort = -1;
    private @Nullable String bind;
    private boolean controlForEverybody;
    private @Nullable String state;
    private int jobSeconds = -1;
    private int lostReplies;
    private boolean quiet;
    private boolean help;

    private CommandLine(String[] args) {
        this.args = args;
    }

    /** @throws Mistake by the first option that is wrong */
    static CommandLine parse(String[] args) {
        CommandLine line = new CommandLine(args);
        while (line.position < args.length) {
            line.parse(args[line.position++]);
        }
        return line;
    }

    private void parse(String option) {
        switch (option) {
            case "--port" -> port = number(option, 65_535);
            case "--control-port" -> controlPort = number(option, 65_535);
            case "--bind" -> bind = text(option);
            case "--control-for-everybody" -> controlForEverybody = true;
            case "--state" -> state = text(option);
            case "--job-seconds" -> jobSeconds = number(option, 86_400);
            case "--lose-replies" -> lostReplies = number(option, 10_000);
            case "-q", "--quiet" -> quiet = true;
            case "--help" -> help = true;
            default -> throw new Mistake("unknown option " + option);
        }
    }

    private String text(String option) {
        if (position == args.length) {
            throw new Mistake(option + " must be followed by a value");
        }
        return args[position++];
    }

    private int number(String option, int most) {
        String text = position < args.length ? args[position++] : "nothing";
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new Mistake(option + " must be a number from 0 to " + most + ", but was " + text);
    }

    int port() {
        return port;
    }

    /** Returns the port of the remote control; below zero for the same port. */
    int controlPort() {
        return controlPort;
    }

    @Nullable
    String bind() {
        return bind;
    }

    boolean controlForEverybody() {
        return controlForEverybody;
    }

    @Nullable
    String state() {
        return state;
    }

    /** Returns the duration of a job in seconds; below zero if the command line names none. */
    int jobSeconds() {
        return jobSeconds;
    }

    int lostReplies() {
        return lostReplies;
    }

    boolean quiet() {
        return quiet;
    }

    boolean help() {
        return help;
    }
}
