/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.text.StoredForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps evidence as text, for {@code reconcile} later: in a new file where one is named, else among what is printed. */
final class EvidenceFile {

    private final Optional<Path> file;
    private final Report report;

    EvidenceFile(Optional<Path> file, Report report) {
        this.file = file;
        this.report = report;
    }

    void keep(Evidence evidence) {
        String text = StoredForm.toText(evidence);
        report.fact("evidence", text);
        if (file.isEmpty()) {
            report.line("EVIDENCE  Keep the next lines in a file, and hand it to reconcile later:");
            report.line(text);
            return;
        }
        try {
            Files.writeString(file.get(), text, StandardOpenOption.CREATE_NEW);
            report.line("EVIDENCE  is in " + file.get() + "; hand it to reconcile later");
        } catch (IOException e) {
            report.line("EVIDENCE  could not be written (" + e + "). Keep the next lines in a file:");
            report.line(text);
        }
    }

    static Evidence read(Path file) {
        try {
            return StoredForm.parseEvidence(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("FILE: cannot be read: " + e, e);
        }
    }
}
