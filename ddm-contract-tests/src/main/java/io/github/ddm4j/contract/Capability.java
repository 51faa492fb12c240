/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

/**
 * A point in which adapters may differ. The fixture declares each, and the suites assert what follows from yes and from
 * no.
 *
 * @since 0.1.0
 */
public enum Capability {
    /** The adapter asks a source for its credentials, and the source may fail; otherwise nothing can fail there. */
    ASKS_FOR_CREDENTIALS,
    /** After a 401 the adapter gets new credentials and tries once more; otherwise a 401 is final. */
    RENEWS_CREDENTIALS,
    /** The adapter tells how an instance is paid for; otherwise it says {@code UNKNOWN}. */
    TELLS_BILLING_MODE,
    /** The adapter tells the RDS instances behind an instance's schemas; otherwise {@code schemas} is empty. */
    TELLS_LINKED_RDS,
    /**
     * The far side gives each request an id, and the adapter tells it in receipts and of errors; otherwise it tells
     * none.
     */
    TELLS_REQUEST_IDS,
    /**
     * The adapter calls code that its user gives it, such as a source of tokens or a clock. That code may have a bug;
     * otherwise the fixture can bring none about.
     */
    CALLS_CODE_OF_YOURS
}
