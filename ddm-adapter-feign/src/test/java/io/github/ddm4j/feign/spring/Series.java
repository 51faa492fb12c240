/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A series of a scrape.
 *
 * @param name such as {@code ddm_orders_total}
 * @param value what it stands at
 */
record Series(String name, Map<String, String> labels, double value) {

    private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z0-9]+(?:_[a-z0-9]+)+)\\b(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");

    /** The series of a scrape in Prometheus' text format. */
    static List<Series> of(String scrape) {
        return LINE.matcher(scrape)
                .results()
                .map(line -> new Series(line.group(1), labels(line.group(2)), Double.parseDouble(line.group(3))))
                .toList();
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text == null ? "" : text)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    /** A part of a query that selects series, such as {@code ddm_orders_total{via="port"}}. */
    record Selector(String text, Predicate<Series> selects) {

        /** All that select series in a query; what begins with {@code histogram_} is a function of PromQL. */
        static List<Selector> in(String query) {
            List<Selector> found = new ArrayList<>();
            for (MatchResult selector : SELECTOR.matcher(query).results().toList()) {
                if (!selector.group(1).startsWith("histogram_")) {
                    found.add(new Selector(selector.group(), predicate(selector)));
                }
            }
            return found;
        }

        private static Predicate<Series> predicate(MatchResult selector) {
            String matchers = selector.group(2) == null ? "" : selector.group(2);
            return MATCHER.matcher(matchers)
                    .results()
                    .map(Selector::predicateOfLabel)
                    .reduce(series -> series.name().equals(selector.group(1)), Predicate::and);
        }

        private static Predicate<Series> predicateOfLabel(MatchResult matcher) {
            String operator = matcher.group(2);
            String wanted = operator.endsWith("~") ? matcher.group(3) : Pattern.quote(matcher.group(3));
            return series ->
                    series.labels().getOrDefault(matcher.group(1), "").matches(wanted) != operator.startsWith("!");
        }
    }
}
