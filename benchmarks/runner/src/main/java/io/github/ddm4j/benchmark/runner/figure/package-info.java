/* SPDX-License-Identifier: Apache-2.0 */
/** Figures as they were measured, and whether they reach what they must. */
package io.github.ddm4j.benchmark.runner.figure;
