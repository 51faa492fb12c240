/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Situation.ANY_ORDER;
import static io.github.ddm4j.contract.Situation.ANY_READ;
import static io.github.ddm4j.contract.Situation.LATE_ORDER;
import static io.github.ddm4j.contract.Situation.ONCE;
import static io.github.ddm4j.contract.Situation.ONE_ORDER;
import static io.github.ddm4j.contract.Situation.ONE_READ;
import static io.github.ddm4j.contract.Situation.WAITING_ORDER;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the contract, and the situations in which each is asked for. The names are stable: each stands at the start
 * of the names of its tests and of their failures. The texts and the table are in {@code docs/contract.md} too, which is
 * written from here.
 *
 * @since 0.1.0
 */
public enum ContractRule {
    S1("A pay-per-use instance answers JobStarted, with the id of the provider's job.", ANY_ORDER),
    S2("A yearly/monthly instance answers OrderPlaced, with the id of the provider's order.", ANY_ORDER),
    S3("A call is one request, and adds as many nodes as asked for, be it one or all that fit.", ANY_ORDER),
    S4("Calling twice adds twice, and each receipt is its own.", ANY_ORDER),
    S5("The node group that is named gets the nodes, and no other.", ANY_ORDER),
    S6("An order is not paid automatically unless asked for.", ANY_ORDER),
    S7("An order is paid automatically if asked for.", ANY_ORDER),
    S8("The flavor arrives as asked for.", ANY_ORDER),
    S9("The availability zones arrive as asked for, in their order: one twice, several, or none.", ANY_ORDER),
    S10("The receipt names the instance that was asked for.", ANY_ORDER),
    S11("A null argument is a NullPointerException; nothing is sent.", ONCE),
    S12("The receipt passes on the provider's id of its request, if the adapter tells such ids.", ANY_ORDER),
    S13(
            "An order that is accepted with another 2xx is one too; an order beside the job is told, unknown fields pass.",
            ANY_ORDER),
    S14("Options arrive together, each as asked for.", ANY_ORDER),
    V0("All violations of a request are told at once.", ONCE),
    V1("A mandatory field may not be absent or blank; one character is enough.", ONCE),
    V2("An identifier may hold letters, digits, '_' and '-', all of these and nothing else.", ONCE),
    V3("An identifier may have up to 128 characters.", ONCE),
    V4("At least one node is added.", ONCE),
    V5("At most 32 nodes are added.", ONCE),
    V6("Zones are named for each node to add, or not at all.", ONCE),
    V7("An instance that is not RUNNING is read as such, and not scaled out.", ONCE),
    V8("That an instance has several node groups is read, and one has to be named.", ONCE),
    V9("The node groups of an instance are read, and no other is scaled out.", ONCE),
    V10("The number of nodes is read, and does not grow beyond 32.", ONCE),
    V11("Zones for an instance that is not yearly/monthly are refused.", ONCE),
    V12("That a linked RDS instance is not usable is read, by an adapter that tells of them; no node is added.", ONCE),
    R1("A wrong parameter is BAD_REQUEST.", ANY_ORDER),
    R2("A missing permission is ACCESS.", ANY_ORDER),
    R3("What does not exist is NOT_FOUND.", ANY_ORDER),
    R4("An instance at work is INSTANCE_BUSY, and not safe to repeat: the order at work may be one's own.", ANY_ORDER),
    R5("A linked RDS instance that is not usable is RDS_NOT_READY, and may be asked again later.", ANY_ORDER),
    R6("A used up quota is QUOTA.", ANY_ORDER),
    R7("An account without money is BILLING.", ANY_ORDER),
    R8("A refusal we do not know is OTHER, with the provider's error code.", ANY_ORDER),
    R9("The error code decides before the status.", ANY_ORDER),
    R10("Without an error code the status decides.", ANY_ORDER),
    R11("A refusal is final: one request, nothing applied, no outage; the next call for the same is tried.", ANY_ORDER),
    R12("What the provider says of an error is passed on: its code, its words, its id of the request.", ANY_ORDER),
    F1("A provider that takes no connection is ProviderUnavailableException, an outage.", ONCE),
    F2("A request that got lost is OutcomeUnknownException.", ANY_ORDER),
    F3("A reply that got lost is OutcomeUnknownException, though the nodes were ordered.", ANY_ORDER),
    F4("A reply that is cut short is OutcomeUnknownException.", ANY_ORDER),
    F5("A reply that is not JSON is OutcomeUnknownException.", ANY_ORDER),
    F6("A reply too large to read is OutcomeUnknownException.", ANY_ORDER),
    F7("A reply without job and order, or with ids that cannot be ids, is OutcomeUnknownException.", ANY_ORDER),
    F8("A reply about another instance is OutcomeUnknownException.", ANY_ORDER),
    F9("A server error, 500 to 599, is OutcomeUnknownException, whether applied or not.", ANY_ORDER),
    F10("A 408, 460 or 499, which only says that nobody waited, is OutcomeUnknownException.", ANY_ORDER),
    F11("A redirect, 300 to 399, is OutcomeUnknownException and not followed.", ANY_ORDER),
    F12("A 429 is ProviderUnavailableException with the provider's Retry-After in any form, and no outage.", ONE_ORDER),
    F13("A bug inside, an Error too, is OutcomeUnknownException, unless surely nothing was sent.", ANY_ORDER),
    F14("After a fault the adapter works on.", ONE_ORDER),
    F15("An error code of a fault inside the service is OutcomeUnknownException, whatever the status.", ANY_ORDER),
    F16("An answer that comes packed unasked is understood, or OutcomeUnknownException.", ANY_ORDER),
    F17("An answer that nobody asked for is not taken for that of the next order.", ONE_ORDER),
    F18("What got lost is not sent again by what comes after: by a read, another order or the end.", ONCE),
    K1("After a 401 new credentials are tried once, by an adapter that can renew them.", ONE_ORDER),
    K2("A 401 that stays is ACCESS, after two requests at most.", ONE_ORDER),
    K3("Credentials that their source refuses are ACCESS; nothing is sent.", ONE_ORDER),
    K4("A source of credentials out of reach is ProviderUnavailableException, an outage; nothing is sent.", ONE_ORDER),
    K5("Refused credentials do not count as an outage, a source out of reach does.", ONCE),
    K6("New credentials are used from then on, by orders and reads.", ONCE),
    D1("A provider that never answers is OutcomeUnknownException by the deadline.", LATE_ORDER),
    D2("The deadline covers the reply's body too.", LATE_ORDER),
    D3("The deadline covers an answer that comes byte by byte.", LATE_ORDER),
    D4("A call is one request, however late its answer is within the deadline, and after its end.", ONCE),
    D5("A second request after a 401 has the rest of the deadline, and no more.", ONCE),
    D6("Every read ends by the deadline, with ProviderUnavailableException.", ONCE),
    B1("The circuit breaker opens when all calls of its window were outages, and not before.", ONCE),
    B2("While it is open nothing is sent, and the answer is ProviderUnavailableException, no outage.", ONCE),
    B3("Every kind of unknown outcome counts as an outage, but one that nobody waited for.", ONCE),
    B4("A provider that takes no connection counts as an outage.", ONCE),
    B5("Refusals do not count as outages, and end a row of them.", ONCE),
    B6("Throttling does not count as an outage, and ends a row of them.", ONCE),
    B7("Input that our own rules refuse does not count as an outage.", ONCE),
    B8("A call that an interrupt or a close gives up teaches the circuit breaker nothing.", ONCE),
    B9("Outages with successes between them do not open the circuit breaker.", ONCE),
    B10("A call that ends by its deadline counts as an outage.", ONCE),
    B11("A call that a gate refuses teaches the circuit breaker nothing.", ONCE),
    H1("Half-open, the circuit breaker lets a bounded number of calls through at a time.", ONCE),
    H2("Half-open, the circuit breaker closes when these calls succeed.", ONCE),
    H3("Half-open, the circuit breaker opens again when these calls are outages.", ONCE),
    H4("An Error thrown inside does not wedge the circuit breaker.", ONCE),
    H5("Half-open, a call gives its permit back whatever it ends by: a refusal, a 401, an interrupt.", ONCE),
    G1("A gate is asked before anything is sent, with the instance and the request of the call.", ONE_ORDER),
    G2("A gate is asked once: once for each request, by an adapter that asks last.", ONE_ORDER),
    G3("An adapter that asks last does not ask a gate if no connection comes about.", ONCE),
    G4(
            "What a gate refuses is ProviderUnavailableException with its time to wait, no outage; nothing is sent.",
            ONE_ORDER),
    G5("A gate that throws refuses, an Error too.", ONE_ORDER),
    G6("A permission of a gate that is over refuses, counted from before the gate was asked.", ONE_ORDER),
    G7("A second request after a 401 is not sent if the gate refuses it, by an adapter that asks last.", ONCE),
    G8("After a gate has refused, the adapter works on.", ONE_ORDER),
    G9("A read asks no gate.", ONCE),
    C1("Of many calls at once for one instance, each accepted one has added its nodes exactly once.", ONCE),
    C2("Of many calls at once for many instances, each gets the receipt of its own instance.", ONCE),
    C3("Of many calls at once, those whose reply got lost are unknown, and no other.", ONCE),
    I1("A call by an interrupted thread tells the truth and leaves the interrupt flag set.", WAITING_ORDER),
    I2(
            "An interrupt ends a waiting call with OutcomeUnknownException, no outage, and leaves the flag set.",
            WAITING_ORDER),
    I3("After an interrupt the adapter works on.", WAITING_ORDER),
    I4(
            "An interrupt ends every waiting read with ProviderUnavailableException; the flag stays set; reads work on.",
            ONCE),
    T1("No receipt, snapshot, job or port shows a secret, or a part of one.", ANY_ORDER),
    T2("No exception shows a secret, or a part of one: neither message nor cause nor suppressed one.", ANY_ORDER),
    T3("No log event shows a secret, or a part of one.", ANY_ORDER),
    T4("A secret that the provider repeats is not passed on, by an order or by a read.", ANY_ORDER),
    T5("A call that ends by its deadline shows no secret, nor is one logged.", ONCE),
    T6("No trace of the audit log shows a secret, or a part of one.", ANY_READ),
    T7("No exception of any read shows a secret, or a part of one, nor does a log event.", ANY_READ),
    X1("Once closed, a call is ProviderUnavailableException; nothing is sent.", ONE_ORDER),
    X2("Once closed, reading is ProviderUnavailableException.", ONCE),
    X3("Closing twice does no harm.", ONCE),
    X4("Closing ends a waiting call with OutcomeUnknownException, no outage, and does not wait for it.", WAITING_ORDER),
    X5("Once closed, no thread is left that keeps the JVM alive.", ONCE),
    X6("Closing ends every waiting read with ProviderUnavailableException.", ONCE),
    X7("Once closed, reading the audit log is ProviderUnavailableException.", ONCE),
    Q1("An instance is read with its id, name, status, node groups and nodes.", ANY_READ),
    Q2("All groups and nodes are read, over any number of pages.", ANY_READ),
    Q3("An instance that does not exist is NOT_FOUND.", ANY_READ),
    Q4(
            "An instance that is being scaled out is GROWING; its new nodes are being created, then normal or failed.",
            ANY_READ),
    Q5("The billing mode is told, or UNKNOWN.", ANY_READ),
    Q6("Without a usable answer, reading an instance is ProviderUnavailableException, an outage.", ANY_READ),
    Q7("Reading an instance changes nothing.", ANY_READ),
    Q8("A read that the provider refuses is ScaleOutRejectedException, with the reason and the error code.", ANY_READ),
    Q9("A 401 on a read is tried once more with new credentials, or is ACCESS.", ANY_READ),
    Q10(
            "Nodes read alone are all of the instance, and fail as a read of it does; or they are not told, as by default.",
            ANY_READ),
    Q11("Schemas are read as they are now, each of its instance, if the adapter tells of them.", ANY_READ),
    J1("The job of a receipt is read as running, with its instance.", ANY_READ),
    J2(
            "A job that has ended well is read as COMPLETED, also if it was read before, and its nodes are there.",
            ANY_READ),
    J3("A job that does not exist is NOT_FOUND.", ANY_READ),
    J4("All jobs since a moment are read, those of others too, newest first, over any number of pages.", ANY_READ),
    J5("Jobs from before that moment are left out.", ANY_READ),
    J6("Without a usable answer, reading jobs is ProviderUnavailableException, an outage.", ANY_READ),
    J7("A job that has ended badly is read as FAILED, by itself and in the list.", ANY_READ),
    J8("Page by page, the same jobs are read as all at once.", ANY_READ),
    J9("A negative offset is an IllegalArgumentException.", ONCE),
    J10("A job is read with its times, and in the list with the reason that it failed for.", ANY_READ),
    J11("A read of jobs that the provider refuses is ScaleOutRejectedException, with the reason.", ANY_READ),
    J12(
            "A status that nobody knows, or another kind of job, is told as it is; the status is that of no end.",
            ANY_READ),
    L1(
            "Without a usable answer, nodes and schemas are ProviderUnavailableException, an outage, if told at all.",
            ANY_READ),
    L2("What the provider says of a refused read is passed on: its code, its words, its id of the request.", ANY_READ),
    L3("A 401 that stays is ACCESS for every read, after new credentials have been tried.", ANY_READ),
    L4("A 429 on a read is ProviderUnavailableException with the provider's Retry-After, and no outage.", ONE_READ),
    L5(
            "A read of several requests is ProviderUnavailableException if one of them fails: no part is told as all.",
            ONCE),
    L6(
            "Reading goes on: after outages, once an open circuit breaker has had its time, and after a 429 to an order.",
            ONCE),
    A1("An order is read from the audit log with what was asked for, and what came of it.", ANY_READ),
    A2("Traces from before that moment are left out.", ANY_READ),
    A3("All traces are read, page by page, each once.", ANY_READ),
    A4(
            "By whom an order was is told as it is, or UNKNOWN: one's own is never one of others, nor the reverse.",
            ANY_READ),
    A5("What a trace lacks is told as missing.", ANY_READ),
    A6("Without a usable answer, reading the audit log is ProviderUnavailableException, an outage.", ANY_READ),
    A7("A read of the audit log that the provider refuses is ScaleOutRejectedException, with the reason.", ANY_READ),
    A8("Reading the audit log changes nothing.", ONCE),
    A9("Outages of the audit log stop no order and no other read, nor do those of orders hide the audit log.", ONCE),
    A10("An adapter reads the audit log if it says so; if it does not, none of its ports is an AuditPort.", ONCE);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it, and its order counts
    private final Set<Situation> situations;

    ContractRule(String text, Set<Situation> situations) {
        this.text = text;
        this.situations = situations;
    }

    /** Returns the rule as one sentence. */
    public String text() {
        return text;
    }

    /** Returns the situations in which the rule is asked for. */
    public Set<Situation> situations() {
        return situations;
    }

    /**
     * Returns the rule that a test of the kit is about, by whose name its own begins, as in {@code
     * s4_calling_twice_adds_twice}. Empty for any other test.
     */
    static Optional<ContractRule> ofTest(Method test) {
        if (!test.isAnnotationPresent(RuleTest.class)) {
            return Optional.empty();
        }
        String id = test.getName().substring(0, test.getName().indexOf('_')).toUpperCase(Locale.ROOT);
        return Optional.of(Arrays.stream(values())
                .filter(rule -> rule.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No rule for the test " + test)));
    }

    @Override
    public String toString() {
        return name() + " " + text;
    }
}
