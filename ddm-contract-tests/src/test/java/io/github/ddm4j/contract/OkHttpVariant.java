/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.OkHttpRepeat.AFTER_408;
import static io.github.ddm4j.contract.OkHttpRepeat.AFTER_503;
import static io.github.ddm4j.contract.OkHttpRepeat.REDIRECT;
import static io.github.ddm4j.contract.OkHttpRepeat.RESENT;
import static io.github.ddm4j.contract.OkHttpRepeat.USED_CONNECTION;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** OkHttp with its habits switched off in turn, and the rules that catch what is left. */
enum OkHttpVariant {
    DEFAULTS("F2 F3 F9 F10 F11 F17 B3", USED_CONNECTION, RESENT, AFTER_408, AFTER_503, REDIRECT),
    /** Its switch is that of the 408 too. */
    WITHOUT_RESENT("F9 F11 F17 B3", USED_CONNECTION, AFTER_503, REDIRECT),
    WITHOUT_408("F2 F3 F9 F11 F17 B3", USED_CONNECTION, RESENT, AFTER_503, REDIRECT),
    WITHOUT_503("F2 F3 F10 F11 F17 B3", USED_CONNECTION, RESENT, AFTER_408, REDIRECT),
    WITHOUT_REDIRECT("F2 F3 F9 F10 F17 B3", USED_CONNECTION, RESENT, AFTER_408, AFTER_503),
    WITHOUT_USED_CONNECTION("F9 F10 F11 B3", RESENT, AFTER_408, AFTER_503, REDIRECT),
    RESENT_ALONE("F2 F3 F17", USED_CONNECTION, RESENT),
    AFTER_503_ALONE("F9", AFTER_503),
    REDIRECT_ALONE("F11 B3", REDIRECT),
    USED_CONNECTION_ALONE("F17", USED_CONNECTION),
    NONE("");

    /** Where a call finds a connection that another one has left: there F2 and F3 catch it, and nowhere else. */
    static final Set<Situation> ONCE_USED =
            EnumSet.of(Situation.WARM, Situation.RENEWED, Situation.AFTER_OPTIONS, Situation.HALF_OPEN);

    private final Set<ContractRule> rules;
    private final Set<OkHttpRepeat> on;

    OkHttpVariant(String rules, OkHttpRepeat... on) {
        this.rules = Arrays.stream(rules.split(" "))
                .filter(name -> !name.isEmpty())
                .map(ContractRule::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
        this.on = EnumSet.noneOf(OkHttpRepeat.class);
        this.on.addAll(Arrays.asList(on));
    }

    /** When it sends again, as the end of a sentence. */
    String text() {
        return on.isEmpty() ? "never" : on.stream().map(OkHttpRepeat::text).collect(Collectors.joining("; "));
    }

    /** Whether it sends again what a used connection broke off. */
    boolean resendsOnUsedConnections() {
        return on.contains(USED_CONNECTION) && on.contains(RESENT);
    }

    Set<OkHttpRepeat> off() {
        Set<OkHttpRepeat> off = EnumSet.allOf(OkHttpRepeat.class);
        off.removeAll(on);
        return off;
    }

    /** The rules that catch it. */
    Set<ContractRule> rules() {
        return rules;
    }
}
