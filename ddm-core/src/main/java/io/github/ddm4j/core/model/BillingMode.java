/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * The way in which an instance is paid for. It decides whether a scale-out starts a job or places an order.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Response of the call</a>
 * @since 0.1.0
 */
public enum BillingMode {
    /** Billed by use: a scale-out starts a job at once. */
    PAY_PER_USE,
    /** Paid in advance: a scale-out places an order, and nodes come once it is paid. */
    YEARLY_MONTHLY,
    /** The adapter cannot tell. */
    UNKNOWN
}
