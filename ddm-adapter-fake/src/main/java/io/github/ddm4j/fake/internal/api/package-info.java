/* SPDX-License-Identifier: Apache-2.0 */

/** The calls of DDM and IAM over HTTP: paths, parameters and bodies as the API pages have them. */
@NullMarked
package io.github.ddm4j.fake.internal.api;

import org.jspecify.annotations.NullMarked;
