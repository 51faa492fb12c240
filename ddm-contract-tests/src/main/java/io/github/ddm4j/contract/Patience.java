/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells a suite how long to wait, from the configuration of the test run. */
final class Patience implements BeforeEachCallback {

    static final String PARAMETER = "ddm4j.contract.patience-seconds";
    static final double DEFAULT_SECONDS = 10;

    private static final int MILLIS = 1000;

    @Override
    public void beforeEach(ExtensionContext context) {
        double seconds =
                context.getConfigurationParameter(PARAMETER, Double::valueOf).orElse(DEFAULT_SECONDS);
        Duration patience = Duration.ofMillis(Math.round(seconds * MILLIS));
        ((ContractSuite) context.getRequiredTestInstance()).patience(patience);
    }
}
