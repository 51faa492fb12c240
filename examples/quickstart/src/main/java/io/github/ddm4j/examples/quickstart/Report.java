/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.Job;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what happens: to a person line by line, to a script as one JSON object at the end. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final boolean json;
    private final ProgressBar progress;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private boolean ended;

    Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
        this.progress = new ProgressBar(out, Terminal.isThere());
    }

    /** A line for a person. */
    void line(String text) {
        if (!json) {
            out.println(text);
        }
    }

    /** A field for a script. */
    synchronized void fact(String name, Object value) {
        facts.put(name, value);
    }

    void show(Job job) {
        if (!json) {
            progress.show(job);
        }
    }

    /** The last word. Whoever is stopped has two that could say it, and the first one does. */
    synchronized int end(Outcome outcome) {
        if (!ended) {
            ended = true;
            say(outcome);
        }
        return outcome.exitCode();
    }

    private void say(Outcome outcome) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("outcome", outcome.word().replace(' ', '_'));
            all.put("exitCode", outcome.exitCode());
            all.put("message", outcome.message());
            all.putAll(facts);
            out.println(toJson(all));
        } else {
            out.println(outcome.text());
        }
    }

    private static String toJson(Map<String, Object> all) {
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts, numbers, lists and maps are always JSON", e);
        }
    }
}
