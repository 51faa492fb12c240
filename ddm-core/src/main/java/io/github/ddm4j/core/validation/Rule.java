/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

/**
 * The rules of a scale-out. {@link #V1} to {@link #V6} need the input alone and are checked when a value is built.
 * {@link #V7} to {@link #V14} and {@link #V16} need the instance's state and are checked before an order is sent.
 *
 * <p>The names are stable: they stand in {@link Violation#rule()}, in the contract kit and in {@code docs/contract.md}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 * @since 0.1.0
 */
public enum Rule {
    /** A mandatory field has a value that is not blank. */
    V1("is mandatory"),
    /** An identifier holds letters, digits, underscores and hyphens only; anything else could change the URI. */
    V2("may hold only letters, digits, '_' and '-'"),
    /** An identifier has at most {@value ScaleOutRules#MAX_ID_LENGTH} characters. */
    V3("may have at most " + ScaleOutRules.MAX_ID_LENGTH + " characters"),
    /** At least one node is added. */
    V4("must be at least 1"),
    /** No request adds more nodes than an instance can have at all. */
    V5("must be at most " + ScaleOutRules.MAX_NODES + ", the most nodes an instance can have"),
    /** Availability zones are given for every node to add, or not at all. */
    V6("must name one zone for each node to add, or be absent"),
    /** The instance is RUNNING. */
    V7("must be RUNNING"),
    /** An instance with more than one node group needs the group to be named. */
    V8("is mandatory, because the instance has more than one node group"),
    /** The named node group is one of the instance's. */
    V9("must be a node group of the instance"),
    /** After the scale-out the instance has at most {@value ScaleOutRules#MAX_NODES} nodes. */
    V10("must leave the instance with at most " + ScaleOutRules.MAX_NODES + " nodes"),
    /** Availability zones are for yearly/monthly instances only. */
    V11("is for yearly/monthly instances only"),
    /** Every linked RDS instance is usable and not undergoing another operation. */
    V12("must be usable and not undergoing another operation"),
    /** The node group has as many nodes as the caller expects. */
    V13("must be the number of nodes that are there"),
    /** A target number of nodes is for instances that are billed by use. */
    V14("must be PAY_PER_USE for a target, because an order that waits to be paid shows nowhere"),
    /** An idempotency key is made of visible characters, and no blank is at either end. */
    V15("must be visible characters, without a blank at either end"),
    /** An idempotency key stands for one wish for ever. */
    V16("must not have been used for another wish");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** Returns the rule's demand, as the end of a sentence that starts with the field's name. */
    public String text() {
        return text;
    }
}
