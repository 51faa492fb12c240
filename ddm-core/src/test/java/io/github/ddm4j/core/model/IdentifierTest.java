/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifierTest {

    private record Kind(String field, Function<String, Record> of) {
        @Override
        public String toString() {
            return field;
        }
    }

    private record Hostile(String value, Rule rule, String message) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("project_id", ProjectId::new),
            new Kind("instance_id", InstanceId::new),
            new Kind("flavor_id", FlavorId::new),
            new Kind("group_id", GroupId::new),
            new Kind("job_id", JobId::new),
            new Kind("order_id", OrderId::new),
            new Kind("available_zones", AvailabilityZone::new));

    private static final String ALPHABET = " may hold only letters, digits, '_' and '-', but was ";

    private static final List<Hostile> HOSTILE = List.of(
            new Hostile("", Rule.V1, " is mandatory, but was ''"),
            new Hostile("  \t ", Rule.V1, " is mandatory, but was '  \\u0009 '"),
            new Hostile("../x", Rule.V2, ALPHABET + "'../x'"),
            new Hostile("a/b", Rule.V2, ALPHABET + "'a/b'"),
            new Hostile("a?b=c#d", Rule.V2, ALPHABET + "'a?b=c#d'"),
            new Hostile("a b", Rule.V2, ALPHABET + "'a b'"),
            new Hostile(" a", Rule.V2, ALPHABET + "' a'"),
            new Hostile("%2e%2e", Rule.V2, ALPHABET + "'%2e%2e'"),
            new Hostile("a\r\nX-Evil: 1", Rule.V2, ALPHABET + "'a\\u000d\\u000aX-Evil: 1'"),
            new Hostile("a\u2028b\u2029c\u0085d", Rule.V2, ALPHABET + "'a\\u2028b\\u2029c\\u0085d'"),
            new Hostile("a\u0000", Rule.V2, ALPHABET + "'a\\u0000'"),
            new Hostile("é", Rule.V2, ALPHABET + "'é'"),
            new Hostile("１", Rule.V2, ALPHABET + "'１'"),
            new Hostile(
                    "x".repeat(10_000),
                    Rule.V3,
                    " may have at most 128 characters, but was '" + "x".repeat(64) + "… (10000 characters)'"));

    static Stream<Arguments> hostile() {
        return KINDS.stream().flatMap(kind -> HOSTILE.stream().map(hostile -> Arguments.of(kind, hostile)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_hostile_identifier_is_refused_by_its_field_value_and_rule(Kind kind, Hostile hostile) {
        InvalidScaleOutException refused = catchThrowableOfType(
                InvalidScaleOutException.class, () -> kind.of().apply(hostile.value()));

        assertThat(refused.violations())
                .extracting(Violation::rule, Violation::field, Violation::reason)
                .containsExactly(tuple(hostile.rule(), kind.field(), kind.field() + hostile.message()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_absent_identifier_is_refused_by_its_field(Kind kind) {
        InvalidScaleOutException refused = catchThrowableOfType(
                InvalidScaleOutException.class, () -> kind.of().apply(null));

        assertThat(refused).hasMessage("Nothing was sent: V1: " + kind.field() + " is mandatory, but was absent");
    }

    static Stream<Kind> kinds() {
        return KINDS.stream();
    }

    @Property
    void every_name_of_harmless_characters_is_let_through_unchanged(
            @ForAll("kind") Kind kind,
            @ForAll @AlphaChars @NumericChars @Chars({'_', '-'}) @StringLength(min = 1, max = 128) String value) {
        assertThat(kind.of().apply(value)).hasToString(value);
    }

    @Property
    void whatever_is_let_through_needs_no_escaping_in_a_path(@ForAll("kind") Kind kind, @ForAll String value) {
        try {
            kind.of().apply(value);
            assertThat(value).matches("[A-Za-z0-9_-]{1," + ScaleOutRules.MAX_ID_LENGTH + "}");
        } catch (InvalidScaleOutException refused) {
            assertThat(value).doesNotMatch("[A-Za-z0-9_-]{1," + ScaleOutRules.MAX_ID_LENGTH + "}");
        }
    }

    @Property
    void a_refusal_is_one_visible_line_of_bounded_length(@ForAll("kind") Kind kind, @ForAll("nasty") String value) {
        InvalidScaleOutException refused = catchThrowableOfType(
                InvalidScaleOutException.class, () -> kind.of().apply(value + "!"));

        assertThat(refused.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(refused.getMessage().length()).isLessThan(1_000);
    }

    @Provide
    Arbitrary<Kind> kind() {
        return Arbitraries.of(KINDS);
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.strings()
                .withChars("\r\n\t\u0000\u001b\u007f\u0085\u009b\u200b\u202e\u2028\u2029\ufeff%./ ")
                .withCharRange('a', 'z')
                .ofMaxLength(2_000);
    }
}
