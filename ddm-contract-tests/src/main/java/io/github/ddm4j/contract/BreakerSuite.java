/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

/** What the suites about the circuit breaker share: one that opens soon, and words for its states. */
abstract class BreakerSuite extends ContractSuite {

    static final int WINDOW = 4;
    static final Answer OUTAGE = Answer.of(500, "DBS.200412");

    @Override
    AdapterSettings settings() {
        return AdapterSettings.CALM.withBreakerWindow(WINDOW);
    }

    final void open() {
        fixture().givenTrouble(OUTAGE, WINDOW);
        for (int i = 0; i < WINDOW; i++) {
            call(payPerUse());
        }
        assertOpen();
    }

    final void closeAgain() {
        fixture().letBreakerHalfOpen();
        for (int i = 0; i < settings().halfOpenCalls(); i++) {
            call(payPerUse()).mustSucceed();
        }
    }

    final void assertOpen() {
        int before = fixture().requestsSeen();
        call(payPerUse()).mustBeNotAttempted();
        assertRequests(before);
    }

    final void assertClosed() {
        int before = fixture().requestsSeen();
        call(payPerUse()).mustSucceed();
        assertThat(fixture().requestsSeen())
                .as("requests, for a circuit breaker that is closed")
                .isGreaterThan(before);
    }
}
