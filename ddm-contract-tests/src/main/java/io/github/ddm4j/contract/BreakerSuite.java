/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Trouble;

/** The common ground of the suites about the circuit breaker: a breaker that opens soon, and words for its states. */
abstract class BreakerSuite extends ContractSuite {

    static final int WINDOW = Scene.WINDOW;
    static final Answer OUTAGE = Scene.OUTAGE;

    @Override
    AdapterSettings settings() {
        return AdapterSettings.CALM.withBreakerWindow(WINDOW);
    }

    final void open() {
        scene().openBreaker();
    }

    final void letHalfOpen() {
        open();
        fixture().letBreakerHalfOpen();
    }

    final void closeAgain() {
        fixture().letBreakerHalfOpen();
        for (int i = 0; i < settings().halfOpenCalls(); i++) {
            call(payPerUse()).mustSucceed();
        }
    }

    /** A call that the trouble strikes, if it is tried. */
    final void strike(Trouble trouble) {
        callIn(trouble);
        fixture().givenNoTrouble();
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
