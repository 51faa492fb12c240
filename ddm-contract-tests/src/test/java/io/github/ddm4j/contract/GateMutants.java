/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.refusal;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendPermit;
import java.util.List;

/** Adapters that ask a gate wrongly, or not at all. */
final class GateMutants {

    private GateMutants() {}

    private interface GatedFlaw {
        ScaleOutReceipt scaleOut(MutantFixture self, InstanceId id, ScaleOutRequest request, SendGate gate);
    }

    static List<Mutant> all() {
        return List.of(
                gated(
                        "never asks a gate",
                        "G1 G2 G3 G4 G6",
                        false,
                        (self, id, request, gate) -> self.real(id, request)),
                gated("sends whatever the gate says", "G2 G3", false, (self, id, request, gate) -> {
                    Outcome.of(() -> gate.ask(id, request));
                    return self.real(id, request);
                }),
                gated("takes a gate that fails for one that grants", "G2", false, (self, id, request, gate) -> {
                    SendGate.Permission permission =
                            Outcome.of(() -> gate.ask(id, request)).value();
                    SendGate.Permission taken = permission == null ? SendGate.Permission.granted() : permission;
                    SendPermit.ask((i, r) -> taken, id, request).check();
                    return self.real(id, request);
                }),
                gated("does not look for how long a permission holds", "G3", false, (self, id, request, gate) -> {
                    SendPermit.ask(gate, id, request);
                    return self.real(id, request);
                }),
                gated("says that it asks last, and asks at first", "G1 G4 G6", true, (self, id, request, gate) -> {
                    SendPermit.ask(gate, id, request).check();
                    return self.real(id, request);
                }),
                gated("asks for another request than it sends", "G1", false, (self, id, request, gate) -> {
                    ScaleOutRequest one = ScaleOutRequest.builder(
                                    request.flavorId().value(), 1)
                            .build();
                    SendPermit.ask(gate, id, one).check();
                    return self.real(id, request);
                }),
                stopped("calls an order that the gate stops a refusal", "G2 G3", stopped -> refusal()),
                stopped("calls an order that the gate stops an outage", "G2 G3", stopped -> outage()),
                stopped(
                        "does not tell when the gate may be asked again",
                        "G2",
                        stopped -> ProviderUnavailableException.notAttempted("stopped", null)));
    }

    private static Mutant stopped(String name, String rules, Flaws.Wrongly wrongly) {
        return gated(name, rules, false, (self, id, request, gate) -> {
            try {
                SendPermit.ask(gate, id, request).check();
            } catch (ProviderUnavailableException stopped) {
                throw wrongly.of(stopped);
            }
            return self.real(id, request);
        });
    }

    private static Mutant gated(String name, String rules, boolean last, GatedFlaw flaw) {
        return Mutant.of(name, rules, settings -> new MutantFixture(settings, MutantFixture::real) {
            @Override
            public ScaleOutReceipt scaleOut(InstanceId id, ScaleOutRequest request, SendGate gate) {
                return flaw.scaleOut(this, id, request, gate);
            }

            @Override
            public boolean asksGateLast() {
                return last;
            }
        });
    }
}
