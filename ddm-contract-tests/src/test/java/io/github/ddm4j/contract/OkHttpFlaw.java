/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Arrays;
import java.util.List;

/** What an adapter on OkHttp makes of what it sees on the wire, wrongly: nothing tells it what trouble is played. */
enum OkHttpFlaw {
    DEADLINE_ANEW("gives its second request a deadline of its own", "D5"),
    DEADLINE_OF_ITS_OWN("waits as long as it likes, whatever the deadline", "D1 D2 D3 D4 D5"),
    SENDS_AGAIN_SOON("sends again what is not answered within a second", "D4"),
    BELIEVES_REDIRECTS("takes the body of a redirect for the answer", "F11"),
    BELIEVES_ANY_BODY("takes a body that says yes for a yes, whatever the status", "R10 F9 F10 F11"),
    OK_ALONE("takes a 200 alone for a yes", "S13"),
    KNOWN_FIELDS_ALONE("takes a field that it does not know for a broken answer", "S12 S13 D4 T4"),
    NO_ORDER_BESIDE("loses an order beside a job", "S13"),
    MAKES_REQUEST_IDS_UP("makes up the ids of requests", "S12 R12"),
    SHOWS_REQUEST_IDS("shows a token that the provider repeats as the id of a request", "T4"),
    DATES_ARE_OVER("takes every date of a Retry-After for one that is over", "F12"),
    REFUSALS_SAY_NOTHING("has a circuit breaker that no refusal tells anything", "B5"),
    THROTTLING_SAYS_NOTHING("has a circuit breaker that a 429 tells nothing", "B6"),
    READS_FOR_EVER("reads without a deadline", "D6");

    private final String text;
    private final String rules;

    OkHttpFlaw(String text, String rules) {
        this.text = text;
        this.rules = rules;
    }

    static List<Mutant> all() {
        return Arrays.stream(values()).map(OkHttpFlaw::mutant).toList();
    }

    private Mutant mutant() {
        Mutant mutant = Mutant.of(text, rules, settings -> new OkHttpFixture(settings, this));
        return this == READS_FOR_EVER || this == DEADLINE_OF_ITS_OWN ? mutant.thatIsStuck() : mutant;
    }
}
