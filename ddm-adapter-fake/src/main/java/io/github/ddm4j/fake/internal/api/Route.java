/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import java.util.function.Function;

/**
 * The way of a request to what answers it.
 *
 * @param target which faults strike here
 * @param shape how errors are written here
 * @param work does what is asked; the fault may distort its result, and a refusal is thrown
 */
record Route(FaultPlan.Target target, ErrorShape shape, Function<FaultPlan, ServerAnswer> work) {}
