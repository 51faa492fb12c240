/* SPDX-License-Identifier: Apache-2.0 */
/** What a run writes: tables, charts, and figures for programs. */
package io.github.ddm4j.benchmark.runner.report;
