/* SPDX-License-Identifier: Apache-2.0 */
/** What is measured, how often, and what it must reach: a class for each row. */
package io.github.ddm4j.benchmark.runner.row;
