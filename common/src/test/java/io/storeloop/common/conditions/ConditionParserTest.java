package io.storeloop.common.conditions;

import static io.storeloop.common.conditions.ConditionFixture.SHOP;
import static io.storeloop.common.conditions.ConditionFixture.condition;
import static io.storeloop.common.conditions.ConditionFixture.errors;
import static io.storeloop.common.conditions.ConditionFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {

  @Test
  void readsTheExampleOfTheContract() {
    Condition condition =
        condition(
            "{'traits.country':'DE','features.recencyDays':{'$gte':30},'$or':[{'segments':'vip'},{'cluster':'2'}]}");

    assertThat(condition)
        .isEqualTo(
            new And(
                List.of(
                    new Compare("traits.country", Operator.EQ, Value.of("DE")),
                    new Compare("features.recencyDays", Operator.GTE, Value.of(30)),
                    new Or(
                        List.of(
                            new Contains("segments", "vip"),
                            new Compare("cluster", Operator.EQ, Value.of("2")))))));
  }

  @Test
  void readsWhatWasPerformed() {
    Condition condition =
        condition(
            "{'performed':{'type':'purchase','where':{'price':{'$gte':50}},'within':'P30D','count':{'$gte':2}}}");

    assertThat(condition)
        .isEqualTo(
            new Performed(
                "purchase",
                new Compare("price", Operator.GTE, Value.of(50)),
                Within.ofDays(30),
                new CountRange(2, null)));
  }

  @Test
  void aGroupOfOneIsItsOnlyMember() {
    assertThat(condition("{'$and':[{'$or':[{'features.orders':1}]}]}"))
        .isEqualTo(new Compare("features.orders", Operator.EQ, Value.of(1)));
    assertThat(condition("{'$nor':[{'features.orders':1}]}"))
        .isEqualTo(new Not(new Compare("features.orders", Operator.EQ, Value.of(1))));
  }

  @Test
  void everythingAfterAPrefixIsOneKey() {
    assertThat(condition("{'features.affinity.category.electronics.phone.5g':{'$gte':0.2}}"))
        .isEqualTo(
            new Compare(
                "features.affinity.category.electronics.phone.5g", Operator.GTE, Value.of(0.2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$gte':2,'$lte':4}|2|4",
        "{'$gt':1,'$lt':5}|2|4",
        "3|3|3",
        "{'$eq':0}|0|0",
        "{'$lt':1}|0|0",
        "{'$gt':0}|1|null"
      })
  void countsBecomeARange(String example) {
    String[] parts = example.split("\\|");

    Performed performed =
        (Performed) condition("{'performed':{'type':'view','count':" + parts[0] + "}}");

    assertThat(performed.count().min()).isEqualTo(Long.parseLong(parts[1]));
    assertThat(String.valueOf(performed.count().max())).isEqualTo(parts[2]);
  }

  static Stream<Arguments> mistakes() {
    String tooLong = "x".repeat(ConditionLimits.MAX_TEXT_LENGTH + 1);
    String tooMany = Stream.generate(() -> "1").limit(1_001).collect(Collectors.joining(","));
    String thousand =
        IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String elevenLists =
        Stream.generate(() -> "{'features.orders':{'$in':[" + thousand + "]}}")
            .limit(11)
            .collect(Collectors.joining(","));
    String nodes =
        Stream.generate(() -> "{'features.orders':1}").limit(200).collect(Collectors.joining(","));
    return Stream.of(
        mistake(ConditionErrorCode.UNKNOWN_PATH, "{'features.recency':1}", "/features.recency"),
        mistake(
            ConditionErrorCode.INVALID_PATH,
            "{'traits.cou\u200Bntry':'DE'}",
            "/traits.cou\u200Bntry"),
        mistake(ConditionErrorCode.UNKNOWN_OPERATOR, "{'$where':'1=1'}", "/$where"),
        mistake(
            ConditionErrorCode.UNKNOWN_OPERATOR,
            "{'features.orders':{'$regex':'a+'}}",
            "/features.orders/$regex"),
        mistake(
            ConditionErrorCode.OPERATOR_NOT_ALLOWED, "{'segments':{'$gt':'a'}}", "/segments/$gt"),
        mistake(
            ConditionErrorCode.OPERATOR_NOT_ALLOWED,
            "{'traits.vip':{'$gt':true}}",
            "/traits.vip/$gt"),
        mistake(
            ConditionErrorCode.WRONG_TYPE,
            "{'features.orders':{'$gte':'ten'}}",
            "/features.orders/$gte"),
        mistake(ConditionErrorCode.WRONG_TYPE, "{'features.orders':null}", "/features.orders"),
        mistake(
            ConditionErrorCode.WRONG_TYPE,
            "{'features.orders':{'$in':[1,'NaN']}}",
            "/features.orders/$in/1"),
        mistake(ConditionErrorCode.WRONG_TYPE, "{'traits.a':[1]}", "/traits.a"),
        mistake(ConditionErrorCode.EXPECTED_OBJECT, "[]", ""),
        mistake(ConditionErrorCode.EXPECTED_OBJECT, "{'$or':[{'features.orders':1},7]}", "/$or/1"),
        mistake(
            ConditionErrorCode.EXPECTED_OBJECT,
            "{'features.orders':{'$not':3}}",
            "/features.orders/$not"),
        mistake(ConditionErrorCode.EXPECTED_LIST, "{'$or':{'features.orders':1}}", "/$or"),
        mistake(
            ConditionErrorCode.EXPECTED_LIST,
            "{'features.orders':{'$in':1}}",
            "/features.orders/$in"),
        mistake(ConditionErrorCode.EMPTY_OBJECT, "{'features.orders':{}}", "/features.orders"),
        mistake(ConditionErrorCode.EMPTY_LIST, "{'$and':[]}", "/$and"),
        mistake(
            ConditionErrorCode.EMPTY_LIST,
            "{'features.orders':{'$nin':[]}}",
            "/features.orders/$nin"),
        mistake(
            ConditionErrorCode.LIST_TOO_LONG,
            "{'features.orders':{'$in':[" + tooMany + "]}}",
            "/features.orders/$in"),
        mistake(
            ConditionErrorCode.TEXT_TOO_LONG,
            "{'traits.a~/b':'" + tooLong + "'}",
            "/traits.a~0~1b"),
        mistake(ConditionErrorCode.INVALID_TEXT, "{'traits.a':'\\u0000'}", "/traits.a"),
        mistake(ConditionErrorCode.INVALID_TEXT, "{'traits.a':'\\ud800'}", "/traits.a"),
        mistake(
            ConditionErrorCode.NUMBER_OUT_OF_RANGE,
            "{'features.orders':1e999999999}",
            "/features.orders"),
        mistake(ConditionErrorCode.INVALID_INSTANT, "{'lastSeenAt':'yesterday'}", "/lastSeenAt"),
        mistake(
            ConditionErrorCode.INVALID_INSTANT,
            "{'lastSeenAt':'+999999999-01-01T00:00:00Z'}",
            "/lastSeenAt"),
        mistake(
            ConditionErrorCode.UNKNOWN_EVENT_TYPE,
            "{'performed':{'type':'purchased'}}",
            "/performed/type"),
        mistake(ConditionErrorCode.MISSING_EVENT_TYPE, "{'performed':{}}", "/performed"),
        mistake(
            ConditionErrorCode.UNKNOWN_FIELD,
            "{'performed':{'type':'view','times':2}}",
            "/performed/times"),
        mistake(
            ConditionErrorCode.UNKNOWN_FIELD,
            "{'performed':{'type':'view','where':{'prize':2}}}",
            "/performed/where/prize"),
        mistake(
            ConditionErrorCode.PERFORMED_NOT_ALLOWED,
            "{'performed':{'type':'view','where':{'performed':{'type':'view'}}}}",
            "/performed/where/performed"),
        mistake(
            ConditionErrorCode.INVALID_WITHIN,
            "{'performed':{'type':'view','within':'-P1D'}}",
            "/performed/within"),
        mistake(
            ConditionErrorCode.INVALID_WITHIN,
            "{'performed':{'type':'view','within':'P11Y'}}",
            "/performed/within"),
        mistake(
            ConditionErrorCode.INVALID_WITHIN,
            "{'performed':{'type':'view','within':30}}",
            "/performed/within"),
        mistake(
            ConditionErrorCode.INVALID_COUNT,
            "{'performed':{'type':'view','count':1.5}}",
            "/performed/count"),
        mistake(
            ConditionErrorCode.INVALID_COUNT,
            "{'performed':{'type':'view','count':{'$gt':3,'$lt':4}}}",
            "/performed/count"),
        mistake(
            ConditionErrorCode.INVALID_COUNT,
            "{'performed':{'type':'view','count':{'$lt':0}}}",
            "/performed/count"),
        mistake(ConditionErrorCode.TOO_DEEP, nested(11), "/$not".repeat(10)),
        mistake(ConditionErrorCode.TOO_MANY_NODES, "{'$or':[" + nodes + "]}", "/$or"),
        mistake(
            ConditionErrorCode.TOO_MANY_VALUES,
            "{'$or':[" + elevenLists + "]}",
            "/$or/10/features.orders/$in"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistakeAndItsPlace(ConditionErrorCode code, String text, String pointer) {
    assertThat(errors(text))
        .extracting(ConditionError::code, ConditionError::pointer)
        .containsExactly(tuple(code, pointer));
    assertThat(errors(text).getFirst().detail()).isNotBlank().hasSizeLessThan(500);
  }

  @Test
  void everyErrorCodeHasAnExample() {
    assertThat(mistakes().map(mistake -> mistake.get()[0]).distinct().toArray())
        .containsExactlyInAnyOrder((Object[]) ConditionErrorCode.values());
    assertThat(Arrays.stream(ConditionErrorCode.values()).map(ConditionErrorCode::code))
        .allMatch(code -> code.matches("[a-z_]+"));
  }

  @Test
  void tellsAllMistakesAtOnce() {
    assertThat(
            errors(
                "{'features.order':1,'features.orders':'x','$or':[{'nonsense':1},{'segments':3}]}"))
        .extracting(error -> error.code().code(), ConditionError::pointer)
        .containsExactly(
            tuple("unknown_path", "/features.order"),
            tuple("wrong_type", "/features.orders"),
            tuple("unknown_path", "/$or/0/nonsense"),
            tuple("wrong_type", "/$or/1/segments"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "features.recencydays|features.recencyDays",
        "feature.orders|features.orders",
        "recencyDays|features.recencyDays",
        "trait.country|traits.country",
        "traits.|traits.<name>",
        "segment|segments"
      })
  void suggestsThePathThatWasProbablyMeant(String example) {
    String[] parts = example.split("\\|");

    assertThat(errors("{'" + parts[0] + "':1}").getFirst().detail())
        .endsWith("did you mean \"" + parts[1] + "\"?");
  }

  @Test
  void suggestsNothingForNonsense() {
    assertThat(errors("{'T(java.lang.Runtime).getRuntime()':1}").getFirst().detail())
        .isEqualTo("unknown \"T(java.lang.Runtime).getRuntime()\"");
  }

  @Test
  void saysWhatWasExpectedAndReceived() {
    assertThat(errors("{'features.orders':{'$gte':'ten'}}").getFirst().detail())
        .isEqualTo("expected a number, received the string \"ten\"");
    assertThat(errors("{'performed':{'type':'purchas'}}").getFirst().detail())
        .endsWith("did you mean \"purchase\"?");
  }

  @Test
  void budgetsThemselvesAreAllowed() {
    String nodes =
        Stream.generate(() -> "{'features.orders':1}").limit(199).collect(Collectors.joining(","));

    assertThat(condition("{'$or':[" + nodes + "]}")).isInstanceOf(Or.class);
    assertThat(condition(nested(10))).isInstanceOf(Not.class);
    assertThat(condition("{'traits.a':'" + "x".repeat(1_024) + "'}")).isInstanceOf(Compare.class);
    assertThat(ConditionParser.parse(json("{'traits.a':123456789012345678901234567890}"), SHOP))
        .isNotNull();
  }

  private static Arguments mistake(ConditionErrorCode code, String text, String pointer) {
    return Arguments.of(code, text, pointer);
  }

  /** So many groups inside each other, the innermost with a clause. */
  private static String nested(int groups) {
    return "{'$not':".repeat(groups - 1) + "{'features.orders':1}" + "}".repeat(groups - 1);
  }
}
