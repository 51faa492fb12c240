/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.HttpRequest;
import au.com.dius.pact.core.model.IHttpPart;
import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All ways to break an interaction: each point that it names, in every way that the point knows. */
final class Breakages {

    private Breakages() {}

    static List<Breakage> ofAnswer(V4Interaction.SynchronousHttp interaction) {
        List<Breakage> all = new ArrayList<>();
        int other = interaction.getResponse().getStatus() == 200 ? 201 : 200;
        all.add(new Breakage("status", "is " + other, reply -> reply.withStatus(other)));
        all.add(new Breakage("Content-Encoding", "is gzip", reply -> reply.withHeader("content-encoding", "gzip")));
        all.addAll(ofPart(interaction.getResponse()));
        return all;
    }

    static List<Breakage> ofRequest(V4Interaction.SynchronousHttp interaction) {
        List<Breakage> all = new ArrayList<>(ofTarget(interaction.getRequest()));
        all.addAll(ofPart(interaction.getRequest()));
        if (interaction.getRequest().getBody().isPresent()) {
            all.add(BrokenFields.oneMore());
        }
        return all;
    }

    private static List<Breakage> ofTarget(HttpRequest request) {
        List<Breakage> all = new ArrayList<>();
        all.add(new Breakage(
                "path", "is another", asked -> asked.withTarget(asked.target().replaceFirst("^[^?]*", "$0x"))));
        request.getQuery().keySet().stream().sorted().forEach(name -> {
            String parameter = "([?&])" + name + "=[^&]*";
            all.add(new Breakage(
                    "?" + name,
                    "is missing",
                    asked -> asked.withTarget(
                            asked.target().replaceFirst(parameter + "&?", "$1").replaceFirst("[?&]$", ""))));
            all.add(new Breakage(
                    "?" + name,
                    "is another",
                    asked -> asked.withTarget(asked.target().replaceFirst(parameter, "$1" + name + "=7"))));
        });
        all.add(new Breakage(
                "?one_more",
                "is there",
                asked -> asked.withTarget(asked.target() + (asked.target().contains("?") ? "&" : "?") + "one_more=7")));
        return all;
    }

    private static List<Breakage> ofPart(IHttpPart part) {
        List<Breakage> all = new ArrayList<>();
        part.getHeaders().keySet().stream().sorted().forEach(name -> all.addAll(ofHeader(name)));
        if (part.getBody().isPresent()) {
            all.add(new Breakage("body", "is empty", message -> message.withBody("")));
            all.add(new Breakage("body", "is cut short", Breakages::cutShort));
            all.addAll(BrokenFields.of(part));
        }
        return all;
    }

    private static List<Breakage> ofHeader(String name) {
        String onTheWire = name.toLowerCase(Locale.ROOT);
        Breakage missing = new Breakage(name, "is missing", message -> message.withoutHeader(onTheWire));
        return onTheWire.equals("content-type")
                ? List.of(
                        missing,
                        new Breakage(name, "is text/html", message -> message.withHeader(onTheWire, "text/html")))
                : List.of(missing);
    }

    private static Message cutShort(Message message) {
        return message.withBody(message.body().substring(0, message.body().length() - 1));
    }
}
