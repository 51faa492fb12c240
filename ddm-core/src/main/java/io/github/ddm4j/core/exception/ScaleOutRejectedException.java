/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import static java.util.Objects.requireNonNull;

/**
 * The provider refused. Nothing was applied. Decision: mend the world, by {@link #reason()}.
 *
 * @since 0.1.0
 */
public final class ScaleOutRejectedException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    /**
     * @param reason the reason of the refusal
     * @param message the refused call, without the provider's own words
     * @param error the provider's description
     */
    public ScaleOutRejectedException(RejectionReason reason, String message, ProviderError error) {
        super(message, error, null);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the reason of the refusal. */
    public RejectionReason reason() {
        return reason;
    }

    /**
     * Returns true for a linked RDS instance that is not ready, because it gets ready by itself. Returns false for a
     * busy instance: an order of the caller's own may keep it busy, and the same order once more would add its nodes
     * twice. Look first.
     */
    @Override
    public boolean safeToRepeat() {
        return reason == RejectionReason.RDS_NOT_READY;
    }

    @Override
    public boolean signalsOutage() {
        return false;
    }
}
