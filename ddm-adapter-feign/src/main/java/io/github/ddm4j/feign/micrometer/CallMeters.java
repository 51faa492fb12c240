/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/**
 * Times the calls of the ports, and counts the orders. Every series that an alert or a panel looks at begins with 0 at
 * the start, because to Prometheus a series that begins with 1 has not increased.
 */
final class CallMeters {

    static final String CALL = "ddm.call";
    private static final String ORDERS = "ddm.orders";

    private final MeterRegistry meters;

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
        for (PortCall call : PortCall.values()) {
            active(call);
            atZero(call).forEach(outcome -> timer(call, outcome));
        }
        for (boolean byFlow : new boolean[] {false, true}) {
            OutcomeTags.ofOrders().forEach(outcome -> orders(outcome, byFlow));
        }
    }

    private static List<OutcomeTags> atZero(PortCall call) {
        return call == PortCall.SCALE_OUT
                ? List.of(OutcomeTags.JOB_STARTED, OutcomeTags.ORDER_PLACED, OutcomeTags.UNKNOWN, OutcomeTags.OUTAGE)
                : List.of(OutcomeTags.OK, OutcomeTags.OUTAGE);
    }

    /** Starts the time of a call. */
    Running start(PortCall call) {
        return new Running(call, Timer.start(meters), active(call).start());
    }

    private LongTaskTimer active(PortCall call) {
        return LongTaskTimer.builder(CALL + ".active")
                .tag("call", call.method())
                .register(meters);
    }

    private Timer timer(PortCall call, OutcomeTags outcome) {
        return meters.timer(CALL, outcome.tags().and("call", call.method()));
    }

    private Counter orders(OutcomeTags outcome, boolean byFlow) {
        Tags tags = outcome.tags().and("via", byFlow ? "flow" : "port");
        return meters.counter(ORDERS, tags);
    }

    /** A call that goes on. */
    final class Running {

        private final PortCall call;
        private final Timer.Sample time;
        private final LongTaskTimer.Sample active;

        private Running(PortCall call, Timer.Sample time, LongTaskTimer.Sample active) {
            this.call = call;
            this.time = time;
            this.active = active;
        }

        /**
         * Ends the time of the call.
         *
         * @param byFlow whether a flow made the call, which finds out what became of a lost answer
         */
        void end(OutcomeTags outcome, boolean byFlow) {
            active.stop();
            time.stop(timer(call, outcome));
            if (call == PortCall.SCALE_OUT) {
                orders(outcome, byFlow).increment();
            }
        }
    }
}
