/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.util.List;
import java.util.Optional;

/** What an order pays for a connection of its own: its cost less that of one on a kept-alive connection. */
public final class Price {

    static final String ROW = "price of a connection";
    static final String NEW = ROW + ", new connection";
    static final String TLS = NEW + ", TLS";
    static final String TRIPS = "round trips of an order";

    private Price() {}

    /** Ours is compared with bare HttpClient on a kept-alive connection, because it has none of its own. */
    public static void derive(Results results) {
        for (Subjects subject : List.of(Subjects.LIMIT, Subjects.FLOOR, Subjects.DDM4J, Subjects.FEIGN, Subjects.SDK)) {
            derive(results, subject, NEW, CallRow.one(CallRow.ORDER), CallRow.one(CallRow.AS_IT_COMES));
            derive(results, subject, TLS, CallRow.one(TlsRow.FULL), CallRow.one(TlsRow.AS_IT_COMES));
        }
    }

    private static void derive(Results results, Subjects subject, String row, String fresh, String pooled) {
        String other = (subject.isOurs() ? Subjects.FLOOR : subject).title();
        for (String metric : List.of(CallRow.MEDIAN, CallRow.CPU)) {
            Optional<Figure> more = results.find(fresh, subject.title(), metric);
            Optional<Figure> less = results.find(pooled, other, metric);
            if (more.isPresent() && less.isPresent()) {
                double price = more.get().median() - less.get().median();
                results.put(row, subject.title(), metric + " above a kept-alive one", "us", price);
            }
        }
    }
}
