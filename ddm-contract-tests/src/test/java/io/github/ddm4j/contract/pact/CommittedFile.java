/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file that is committed, so that each change of it is seen. */
final class CommittedFile {

    private CommittedFile() {}

    /**
     * @param committed from the root of the repository
     * @throws AssertionError if the committed file differs by a byte; tells how to renew it
     */
    static void requireSame(String content, String committed) throws IOException {
        Path here =
                Path.of("target/generated-contract").resolve(Path.of(committed).getFileName());
        Files.createDirectories(here.getParent());
        Files.writeString(here, content);
        assertThat(Path.of("..").resolve(committed))
                .as("If the change is meant, at the root: cp ddm-contract-tests/%s %s", here, committed)
                .exists()
                .hasSameBinaryContentAs(here);
    }
}
