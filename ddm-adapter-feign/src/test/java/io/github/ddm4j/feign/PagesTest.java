/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddm4j.feign.Pages.Page;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A list ends, whatever its provider says. */
class PagesTest {

    private final WireValues values = new WireValues(new DecodedAnswer<>("body", HttpAnswer.of(200, new byte[0])));
    private final AtomicInteger asked = new AtomicInteger();

    private List<Integer> ofOneEntryEach(int total) {
        return Pages.all(
                offset -> {
                    asked.incrementAndGet();
                    return new Page<>(List.of(offset), 128, OptionalInt.of(total), values);
                },
                entry -> entry);
    }

    @Test
    void a_list_may_have_a_hundred_pages_and_no_more_however_short_they_are() {
        assertThat(ofOneEntryEach(100)).hasSize(100);

        asked.set(0);
        assertThatExceptionOfType(CallFailed.class).isThrownBy(() -> ofOneEntryEach(101));
        assertThat(asked).hasValue(100);
    }
}
