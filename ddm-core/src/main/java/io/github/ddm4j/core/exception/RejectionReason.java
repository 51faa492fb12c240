/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

/**
 * The reason of the provider's refusal, as far as its error code or status tells.
 *
 * @since 0.1.0
 */
public enum RejectionReason {
    /** A parameter is wrong. */
    BAD_REQUEST,
    /** The credentials are wrong, have ended, or lack a permission. */
    ACCESS,
    /** The project, instance or job does not exist. */
    NOT_FOUND,
    /** Another operation is running on the instance, or its status forbids this one. */
    INSTANCE_BUSY,
    /** A linked RDS instance is not usable or not idle. */
    RDS_NOT_READY,
    /** A quota or the limit of nodes is used up. */
    QUOTA,
    /** Billing stands in the way: balance too low, account frozen, order not possible. */
    BILLING,
    /** Something else; see the error code. */
    OTHER
}
