/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Scaling out DDM instances: the ports, the model and the rules. Needs {@code java.base} alone.
 */
module io.github.ddm4j.core {
    requires static org.jspecify;

    exports io.github.ddm4j.core;
    exports io.github.ddm4j.core.exception;
    exports io.github.ddm4j.core.flow;
    exports io.github.ddm4j.core.model;
    exports io.github.ddm4j.core.outcome;
    exports io.github.ddm4j.core.port;
    exports io.github.ddm4j.core.text;
    exports io.github.ddm4j.core.validation;
}
