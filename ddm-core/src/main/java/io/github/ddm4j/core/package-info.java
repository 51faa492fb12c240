/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The whole job on top of the ports: preview, submit, find out, wait. What each answer means, how long it takes and how
 * many calls it costs is in {@code docs/flow.md}.
 *
 * <pre>{@code
 * try (ScaleOutFlow flow = ScaleOutFlow.builder(adapter).listener(event -> log.info("{}", event)).build()) {
 *     flow.preview(instanceId, request).orThrow();                     // sends nothing
 *     Submission submission = flow.submit(instanceId, request);        // orders at most once
 *     if (submission instanceof Submission.Applied applied) {
 *         ScaledOut done = flow.await(applied).join();                 // the nodes are there
 *         log.info("{} nodes now", done.nodeCount());
 *     }                                                                // else: found not applied, submit again if you like
 * } catch (UnresolvedSubmissionException unknown) {
 *     page(unknown.evidence());                                        // somebody has to look; never repeat blindly
 * }
 * }</pre>
 */
@NullMarked
package io.github.ddm4j.core;

import org.jspecify.annotations.NullMarked;
