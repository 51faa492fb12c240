/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The contract every adapter keeps, as tests. Write a {@link io.github.ddm4j.contract.fixture.ScaleOutFixture}, extend {@link
 * io.github.ddm4j.contract.ScaleOutContract}, run.
 *
 * <p>The rules and their texts are {@link io.github.ddm4j.contract.ContractRule}. No suite skips a test, for any adapter:
 * where adapters may differ, the fixture declares a {@link io.github.ddm4j.contract.fixture.Capability} and both answers are
 * asserted.
 *
 * <p>The public types are API. A minor version may add rules, {@link io.github.ddm4j.contract.fixture.Mishap}s and {@link
 * io.github.ddm4j.contract.fixture.Capability Capabilities}, so that an adapter which passed may fail; new members of the fixture
 * arrive as default methods, so that it still compiles.
 */
@NullMarked
package io.github.ddm4j.contract;

import org.jspecify.annotations.NullMarked;
