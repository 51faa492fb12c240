/* SPDX-License-Identifier: Apache-2.0 */
/** The processes that are measured, and those that they talk to. */
package io.github.ddm4j.benchmark.runner.process;
