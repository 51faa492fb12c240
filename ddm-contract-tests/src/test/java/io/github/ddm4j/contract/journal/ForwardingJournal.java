/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.List;

/** A journal that leaves everything to another one. */
class ForwardingJournal implements SubmissionJournal {

    final SubmissionJournal real;

    ForwardingJournal(SubmissionJournal real) {
        this.real = real;
    }

    @Override
    public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
        return real.read(key, instance, recent);
    }

    @Override
    public Put insert(Entry entry) {
        return real.insert(entry);
    }

    @Override
    public Put replace(Entry entry, Stamp expected) {
        return real.replace(entry, expected);
    }

    @Override
    public List<Stored> open(int atMost) {
        return real.open(atMost);
    }

    @Override
    public int thin(Duration age, int atMost) {
        return real.thin(age, atMost);
    }
}
