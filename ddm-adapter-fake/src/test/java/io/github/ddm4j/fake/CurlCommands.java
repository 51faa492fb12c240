/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a shell that sets variables and calls curl, as pages show it; what a comment at the end of a command says is
 * what it should print. Understands as much of the shell and of curl as the pages use.
 */
record CurlCommands(List<Command> commands) {

    /** @param promised what the comment says, or empty */
    record Command(String method, String url, Map<String, String> headers, String body, String promised) {

        String path() {
            return URI.create(url).getPath();
        }

        /** @return what curl would print: nothing if no answer came */
        String run(HttpCalls calls) {
            URI uri = URI.create(url);
            HttpRequest.Builder request = calls.to(
                            uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            try {
                HttpCalls.Reply reply = calls.send(request);
                if (reply.status() >= 300) {
                    throw new AssertionError(method + " " + url + ": " + reply.status() + " "
                            + reply.raw().body());
                }
                return reply.raw().body();
            } catch (UncheckedIOException lost) {
                return "nothing";
            }
        }
    }

    private static final Pattern BLOCK = Pattern.compile("^```sh\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static List<CurlCommands> of(String page) {
        List<CurlCommands> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(page); block.find(); ) {
            blocks.add(parse(block.group(1)));
        }
        return blocks;
    }

    private static CurlCommands parse(String block) {
        Map<String, String> variables = new HashMap<>();
        List<Command> commands = new ArrayList<>();
        for (String line : lines(block)) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), expand(variable.group(2), variables));
            } else if (line.startsWith("curl ")) {
                commands.add(command(line, variables));
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("no command that is understood: " + line);
            }
        }
        return new CurlCommands(commands);
    }

    /** Commands that go over several lines, by a backslash or within quotes, are one. */
    private static List<String> lines(String block) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : block.split("\\R")) {
            line.append(part.endsWith("\\") ? part.substring(0, part.length() - 1) : part);
            boolean quoted = line.chars().filter(c -> c == '\'').count() % 2 == 1;
            if (!part.endsWith("\\") && !quoted) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
        }
        return lines;
    }

    private static String expand(String text, Map<String, String> variables) {
        String expanded = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            expanded = expanded.replace("$" + variable.getKey(), variable.getValue());
        }
        return expanded;
    }

    private static Command command(String line, Map<String, String> variables) {
        String[] parts = line.split(" +# ", 2);
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(parts[0]); word.find(); ) {
            words.add(
                    word.group(1) != null
                            ? word.group(1)
                            : expand(word.group(2) != null ? word.group(2) : word.group(3), variables));
        }
        String method = "";
        String url = "";
        String body = "";
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s", "-i" -> {}
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    headers.put(header[0], header[1]);
                }
                default -> url = words.get(i);
            }
        }
        return new Command(
                method.isEmpty() ? (body.isEmpty() ? "GET" : "POST") : method,
                url,
                headers,
                body,
                parts.length == 2 ? parts[1].strip() : "");
    }
}
