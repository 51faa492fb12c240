/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.OpenReceipt;
import java.time.Duration;
import java.util.List;

/**
 * What has to be known to read the audit log as a witness of one order.
 *
 * @param traceLag how late a trace may come
 * @param clockTolerance how far the provider's clock may be off
 * @param sentWithin how long after its baseline the order may have taken effect, by the provider's own doing or ours
 * @param others receipts for other scale-outs of the instance; a trace that names one of them is not of the order
 * @param near those of late; a trace that fits one of them may be of it
 * @param lost the baselines of other orders whose outcome is not known, or was guessed since; a trace may be of one of them
 */
public record AuditTerms(
        Duration traceLag,
        Duration clockTolerance,
        Duration sentWithin,
        List<OpenReceipt> others,
        List<OpenReceipt> near,
        List<Baseline> lost) {

    public AuditTerms {
        others = List.copyOf(others);
        near = List.copyOf(near);
        lost = List.copyOf(lost);
    }
}
