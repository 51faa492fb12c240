/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells a suite how long to wait, from the configuration of the test run. */
final class Patience implements BeforeEachCallback {

    static final String PARAMETER = "ddm4j.contract.patience-seconds";
    static final int DEFAULT_SECONDS = 10;

    @Override
    public void beforeEach(ExtensionContext context) {
        int seconds =
                context.getConfigurationParameter(PARAMETER, Integer::valueOf).orElse(DEFAULT_SECONDS);
        ((ContractSuite) context.getRequiredTestInstance()).patience(Duration.ofSeconds(seconds));
    }
}
