/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Arrays;
import java.util.Locale;

/**
 * The rules of the contract. The names are stable: each stands at the start of the names of its tests, in {@code
 * docs/contract.md} and in the Javadoc of the ports, there with the same text.
 *
 * @since 0.1.0
 */
public enum ContractRule {
    S1("A pay-per-use instance answers JobStarted, with the id of the provider's job."),
    S2("A yearly/monthly instance answers OrderPlaced, with the id of the provider's order."),
    S3("A call is one request, and adds as many nodes as asked for."),
    S4("Calling twice adds twice, and each receipt is its own."),
    S5("The node group that is named gets the nodes, and no other."),
    S6("An order is not paid automatically unless asked for."),
    S7("An order is paid automatically if asked for."),
    S8("The flavor arrives as asked for."),
    S9("The availability zones arrive as asked for, in their order."),
    S10("The receipt names the instance that was asked for."),
    S11("A null argument is a NullPointerException; nothing is sent."),

    V0("All violations of a request are told at once."),
    V1("A mandatory field may not be absent or blank; one character is enough."),
    V2("An identifier may hold letters, digits, '_' and '-', all of these and nothing else."),
    V3("An identifier may have up to 128 characters."),
    V4("At least one node is added."),
    V5("At most 32 nodes are added."),
    V6("Zones are named for each node to add, or not at all."),
    V7("An instance that is not RUNNING is read as such, and not scaled out."),
    V8("That an instance has several node groups is read, and one has to be named."),
    V9("The node groups of an instance are read, and no other is scaled out."),
    V10("The number of nodes is read, and does not grow beyond 32."),
    V11("Zones for an instance that is not yearly/monthly are refused."),

    R1("A wrong parameter is BAD_REQUEST."),
    R2("A missing permission is ACCESS."),
    R3("What does not exist is NOT_FOUND."),
    R4("An instance at work is INSTANCE_BUSY, and not safe to repeat: the order at work may be one's own."),
    R5("A linked RDS instance that is not usable is RDS_NOT_READY, and may be asked again later."),
    R6("A used up quota is QUOTA."),
    R7("An account without money is BILLING."),
    R8("A refusal we do not know is OTHER, with the provider's error code."),
    R9("The error code decides before the status."),
    R10("Without an error code the status decides."),
    R11("A refusal is final: one request, nothing applied, no outage."),

    F1("A provider that takes no connection is ProviderUnavailableException, an outage."),
    F2("A request that got lost is OutcomeUnknownException."),
    F3("A reply that got lost is OutcomeUnknownException, though the nodes were ordered."),
    F4("A reply that is cut short is OutcomeUnknownException."),
    F5("A reply that is not JSON is OutcomeUnknownException."),
    F6("A reply too large to read is OutcomeUnknownException."),
    F7("A reply without job and order, or with ids that cannot be ids, is OutcomeUnknownException."),
    F8("A reply about another instance is OutcomeUnknownException."),
    F9("A server error, 500 to 599, is OutcomeUnknownException, whether applied or not."),
    F10("A 408, 460 or 499, which only says that nobody waited, is OutcomeUnknownException."),
    F11("A redirect, 300 to 399, is OutcomeUnknownException and not followed."),
    F12("A 429 is ProviderUnavailableException with the provider's Retry-After in any form, and no outage."),
    F13("A bug inside is OutcomeUnknownException, unless surely nothing was sent."),
    F14("After a fault the adapter works on."),
    F15("An error code of a fault inside the service is OutcomeUnknownException, whatever the status."),

    K1("After a 401 new credentials are tried once, by an adapter that can renew them."),
    K2("A 401 that stays is ACCESS, after two requests at most."),
    K3("Credentials that their source refuses are ACCESS; nothing is sent."),
    K4("A source of credentials out of reach is ProviderUnavailableException, an outage; nothing is sent."),
    K5("Refused credentials do not count as an outage, a source out of reach does."),

    D1("A provider that never answers is OutcomeUnknownException by the deadline."),
    D2("The deadline covers the reply's body too."),

    B1("The circuit breaker opens when all calls of its window were outages, and not before."),
    B2("While it is open nothing is sent, and the answer is ProviderUnavailableException, no outage."),
    B3("Every kind of unknown outcome counts as an outage, but one that nobody waited for."),
    B4("A provider that takes no connection counts as an outage."),
    B5("Refusals do not count as outages."),
    B6("Throttling does not count as an outage."),
    B7("Input that our own rules refuse does not count as an outage."),
    B8("A call that an interrupt or a close gives up teaches the circuit breaker nothing."),

    H1("Half-open, the circuit breaker lets a bounded number of calls through at a time."),
    H2("Half-open, the circuit breaker closes when these calls succeed."),
    H3("Half-open, the circuit breaker opens again when these calls are outages."),
    H4("An Error thrown inside does not wedge the circuit breaker."),

    C1("Of many calls at once for one instance, each accepted one has added its nodes exactly once."),
    C2("Of many calls at once for many instances, each gets the receipt of its own instance."),
    C3("Of many calls at once, those whose reply got lost are unknown, and no other."),

    I1("A call by an interrupted thread tells the truth and leaves the interrupt flag set."),
    I2("An interrupt ends a waiting call with OutcomeUnknownException and leaves the interrupt flag set."),
    I3("After an interrupt the adapter works on."),

    T1("No receipt, snapshot, job or port shows a secret."),
    T2("No exception shows a secret: neither message nor cause nor suppressed exception."),
    T3("No log event shows a secret."),
    T4("A secret that the provider repeats is not passed on."),

    X1("Once closed, a call is ProviderUnavailableException; nothing is sent."),
    X2("Once closed, reading is ProviderUnavailableException."),
    X3("Closing twice does no harm."),
    X4("Closing ends a waiting call with OutcomeUnknownException."),
    X5("Once closed, no thread is left that keeps the JVM alive."),

    Q1("An instance is read with its id, name, status, node groups and nodes."),
    Q2("All groups and nodes are read, over any number of pages."),
    Q3("An instance that does not exist is NOT_FOUND."),
    Q4("An instance that is being scaled out is GROWING."),
    Q5("The billing mode is told, or UNKNOWN."),
    Q6("Without a usable answer, reading an instance is ProviderUnavailableException."),
    Q7("Reading an instance changes nothing."),
    Q8("A read that the provider refuses is ScaleOutRejectedException, with the reason."),

    J1("The job of a receipt is read as running, with its instance."),
    J2("A job that has ended well is read as COMPLETED, and its nodes are there."),
    J3("A job that does not exist is NOT_FOUND."),
    J4("All jobs since a moment are read, newest first, over any number of pages."),
    J5("Jobs from before that moment are left out."),
    J6("Without a usable answer, reading jobs is ProviderUnavailableException."),
    J7("A job that has ended badly is read as FAILED."),
    J8("Page by page, the same jobs are read as all at once.");

    private final String text;

    ContractRule(String text) {
        this.text = text;
    }

    /** What the rule says, as one sentence. */
    public String text() {
        return text;
    }

    /** The rule that a test is about: its name begins with the rule's, as in {@code s4_calling_twice_adds_twice}. */
    static ContractRule ofTest(String methodName) {
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
