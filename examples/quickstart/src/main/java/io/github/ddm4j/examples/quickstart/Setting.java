/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What can be set, each by a variable and by an option of the same name; an option wins. A secret has no option. */
enum Setting {
    ENDPOINT("URL", "address of DDM in the region, such as https://ddm.eu-west-101.myhuaweicloud.eu"),
    PROJECT_ID("ID", "the project's id in the region"),
    INSTANCE_ID("ID", "the instance"),
    FLAVOR_ID("ID", "the class of the new nodes"),
    NODES("N", "how many nodes to add, 1 to 32"),
    TARGET("N", "how many nodes there are to be in the end, 1 to 32"),
    GROUP_ID("ID", "the node group; needed once the instance has more than one"),
    AUTO_PAY("true|false", "whether an order of a yearly/monthly instance is paid at once; default false"),
    AVAILABLE_ZONES("A,B", "one zone for each node"),
    DEADLINE_SECONDS("N", "how long one call may take in all; default 30"),
    EVIDENCE("FILE", "a new file for the evidence, if the outcome stays unknown; printed without it"),
    KEY("KEY", "the key of the wish, which orders once at most; needs DDM_JOURNAL_URL"),
    AUDIT_ENDPOINT("URL", "address of the audit log, CTS, in the region; makes it a witness after a lost answer"),
    FLOW("on|off", "off: the one plain call, nothing is read before or after it; default on"),
    AUTH_TOKEN,
    ACCESS_KEY,
    SECRET_KEY,
    JOURNAL_URL,
    JOURNAL_USER,
    JOURNAL_PASSWORD;

    private final String value;
    private final String description;

    /** A secret: a variable alone, because options are seen in lists of processes and stay in histories. */
    Setting() {
        this("", "");
    }

    Setting(String value, String description) {
        this.value = value;
        this.description = description;
    }

    String variable() {
        return "DDM_" + name();
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean secret() {
        return value.isEmpty();
    }

    /** How a person is told which setting is meant. */
    String names() {
        return secret() ? variable() : option() + " or " + variable();
    }

    static void addTo(CommandLine command, Setting... settings) {
        for (Setting setting : settings) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder(setting.option())
                            .paramLabel(setting.value)
                            .type(String.class)
                            .description(setting.description + " (" + setting.variable() + ")")
                            .build());
        }
    }
}
