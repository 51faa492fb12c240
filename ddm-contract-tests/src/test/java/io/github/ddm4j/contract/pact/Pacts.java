/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.DefaultPactWriter;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.V4Pact;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that we ask for, as pacts. */
final class Pacts {

    private Pacts() {}

    static List<Conversation> conversations() {
        return Stream.of(ScaleOuts.all(), Refusals.all(), Reads.all(), Jobs.all(), Tokens.all(), Traces.all())
                .flatMap(List::stream)
                .toList();
    }

    static V4Pact of(String provider, List<V4Interaction> interactions) {
        return new V4Pact(new Consumer("ddm-scale-out-client"), new Provider(provider), List.copyOf(interactions));
    }

    /** All that we ask of a provider. */
    static V4Pact of(String provider) {
        Map<String, V4Interaction> byDescription = new TreeMap<>();
        conversations().stream()
                .filter(conversation -> conversation.provider().equals(provider))
                .flatMap(conversation -> conversation.interactions().stream())
                .forEach(interaction -> byDescription.put(interaction.getDescription(), interaction));
        return of(provider, List.copyOf(byDescription.values()));
    }

    /** The pact as a file. Pact sorts what is in it. */
    static String file(String provider) {
        StringWriter file = new StringWriter();
        PrintWriter writer = new PrintWriter(file);
        DefaultPactWriter.INSTANCE.writePact(of(provider), writer, PactSpecVersion.V4);
        writer.flush();
        return file.toString();
    }
}
