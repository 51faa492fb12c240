/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import java.util.Arrays;
import java.util.Locale;

/**
 * The rules of a journal. The names are stable: each stands at the start of the names of its tests, and with the same text in
 * the Javadoc of the port.
 *
 * @since 0.1.0
 */
public enum JournalRule {
    L1("What is written is read as it was: instance, state, witness, stamp and every character of the body."),
    L2("Keys that differ in case, accent or width are different keys."),
    L3("A key that is there is not inserted again: KEY."),
    L4("A record is replaced only if its stamp is the expected one: else STAMP, and it stays as it was."),
    L5("An instance has one open record: else INSTANCE, and nothing is written."),
    L6("A witness settles one key: else WITNESS, and nothing is written."),
    L7("What is wrong first is told: KEY or STAMP before INSTANCE, INSTANCE before WITNESS."),
    L8("Of many claims of one key at once, one is made, and the others are told KEY."),
    L9("Of many claims for one instance at once, one is made, and the others are told INSTANCE."),
    L10("Of many writers with the same stamp at once, one is let through, and the others are told STAMP."),
    L11("A lease and an age are counted by the store's clock, from the write on."),
    L12("A read gives the key's record, the instance's open one, and those that a witness settled of late."),
    L13("The open records are listed, the longest over first, and not more than asked for."),
    L14("Thinning leaves the first line of old settled bodies, and nothing else changes."),
    L15("A write whose answer was lost has been made or not, and is never made twice."),
    L16("A write waits for the same one that is under way, and then sees it."),
    L17("A transaction of the caller neither hides, undoes nor commits a write."),
    L18("A store that fails throws; it never answers as if it had written or found nothing."),
    L19("What the store cannot hold is refused by an exception, and nothing is written."),
    L20("Once closed, a journal throws; closing twice does no harm, and no thread is left."),
    L21("A failure shows no secret of the store.");

    private final String text;

    JournalRule(String text) {
        this.text = text;
    }

    /** Returns the rule as one sentence. */
    public String text() {
        return text;
    }

    /** Returns the rule that a test is about, by whose name its own begins. */
    static JournalRule ofTest(String methodName) {
        String id = methodName.substring(0, Math.max(0, methodName.indexOf('_')));
        return Arrays.stream(values())
                .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rule for the test " + methodName));
    }

    @Override
    public String toString() {
        return name() + " " + text;
    }
}
