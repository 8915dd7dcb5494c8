package io.storeloop.common.conditions;

import static io.storeloop.common.conditions.ConditionFixture.NOW;
import static io.storeloop.common.conditions.ConditionFixture.condition;
import static io.storeloop.common.conditions.ConditionFixture.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.ConditionFixture.Shopper;
import io.storeloop.common.conditions.Explanation.Clause;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionEvaluatorTest {

  private final Shopper anna =
      shopper()
          .with("userId", Value.of("anna"))
          .with("traits.country", Value.of("DE"))
          .with("traits.age", Value.of(34))
          .with("traits.interests", Value.of(List.of("shoes", "hats")))
          .with("traits.address", new Value.OpaqueValue())
          .with("features.recencyDays", Value.of(42))
          .with("features.monetaryValue", Value.of(new BigDecimal("50.00")))
          .with("segments", Value.of(List.of("vip", "new")))
          .with("subscribed", Value.of(true))
          .with("lastSeenAt", Value.of(Instant.parse("2026-02-28T23:00:00Z")))
          .who("purchase", NOW.minus(Duration.ofDays(30)), Map.of("price", Value.of(80)))
          .who(
              "purchase",
              NOW.minus(Duration.ofDays(2)),
              Map.of("price", Value.of(50), "itemId", Value.of("SHOES")))
          .who(
              "purchase",
              NOW.minus(Duration.ofDays(1)),
              Map.of("price", Value.of(20), "itemId", Value.of("SOCKS")))
          .who("view", NOW, Map.of());

  @Test
  void everyMemberOfAnObjectMustHold() {
    assertThat(anna.meets("{'traits.country':'DE','features.recencyDays':{'$gte':30}}")).isTrue();
    assertThat(anna.meets("{'traits.country':'DE','features.recencyDays':{'$gte':43}}")).isFalse();
    assertThat(anna.meets("{}")).isTrue();
  }

  @Test
  void groupsCombineConditions() {
    assertThat(anna.meets("{'$or':[{'traits.country':'FR'},{'features.recencyDays':42}]}"))
        .isTrue();
    assertThat(anna.meets("{'$and':[{'traits.country':'FR'},{'features.recencyDays':42}]}"))
        .isFalse();
    assertThat(anna.meets("{'$nor':[{'traits.country':'FR'},{'features.recencyDays':41}]}"))
        .isTrue();
    assertThat(anna.meets("{'$not':{'traits.country':'DE'}}")).isFalse();
    assertThat(anna.meets("{'features.recencyDays':{'$not':{'$gte':10,'$lt':20}}}")).isTrue();
  }

  @Test
  void numbersCompareByValueAndNotByNotation() {
    assertThat(anna.meets("{'features.monetaryValue':50}")).isTrue();
    assertThat(anna.meets("{'features.monetaryValue':{'$gt':49.999,'$lte':5e1}}")).isTrue();
    assertThat(anna.meets("{'features.monetaryValue':{'$in':[1,50.0]}}")).isTrue();
  }

  @Test
  void timesCompareAsInstantsWhateverTheirOffset() {
    assertThat(anna.meets("{'lastSeenAt':'2026-03-01T00:00:00+01:00'}")).isTrue();
    assertThat(anna.meets("{'lastSeenAt':{'$lt':'2026-03-01T00:00:00Z'}}")).isTrue();
  }

  @Test
  void stringsAreOrderedByCodePointAsInTheDatabase() {
    Shopper emoji = shopper().with("traits.sign", Value.of("\uD83D\uDE00"));

    assertThat(emoji.meets("{'traits.sign':{'$gt':'\uFF5E'}}")).isTrue();
    assertThat(emoji.meets("{'traits.sign':{'$lt':'\uD83D\uDE01'}}")).isTrue();
    assertThat(emoji.meets("{'traits.sign':{'$gt':''}}")).isTrue();
  }

  @Test
  void equalityOnAListMeansThatItContainsTheElement() {
    assertThat(anna.meets("{'segments':'vip'}")).isTrue();
    assertThat(anna.meets("{'segments':{'$ne':'vip'}}")).isFalse();
    assertThat(anna.meets("{'segments':{'$in':['gone','new']}}")).isTrue();
    assertThat(anna.meets("{'segments':{'$nin':['gone','lost']}}")).isTrue();
    assertThat(anna.meets("{'traits.interests':'hats'}")).isTrue();
    assertThat(anna.meets("{'traits.interests':{'$gt':'a'}}")).isFalse();
  }

  @Test
  void anAbsentValueMeetsOnlyNegations() {
    assertThat(anna.meets("{'features.orders':{'$gte':0}}")).isFalse();
    assertThat(anna.meets("{'features.orders':0}")).isFalse();
    assertThat(anna.meets("{'features.orders':{'$in':[0,1]}}")).isFalse();
    assertThat(anna.meets("{'features.orders':{'$ne':0}}")).isTrue();
    assertThat(anna.meets("{'features.orders':{'$nin':[0,1]}}")).isTrue();
    assertThat(anna.meets("{'features.orders':{'$not':{'$gte':0}}}")).isTrue();
    assertThat(anna.meets("{'features.orders':{'$exists':false}}")).isTrue();
    assertThat(anna.meets("{'features.orders':{'$exists':true}}")).isFalse();
  }

  @Test
  void aTraitOfAnotherTypeMeetsOnlyNegations() {
    assertThat(anna.meets("{'traits.age':'34'}")).isFalse();
    assertThat(anna.meets("{'traits.age':{'$ne':'34'}}")).isTrue();
    assertThat(anna.meets("{'traits.age':{'$lt':'9'}}")).isFalse();
    assertThat(anna.meets("{'traits.age':{'$in':['34',34]}}")).isTrue();
    assertThat(anna.meets("{'traits.address':{'$exists':true}}")).isTrue();
    assertThat(anna.meets("{'traits.address':{'$ne':'Berlin'}}")).isTrue();
  }

  @Test
  void performedCountsEventsOfAHalfOpenWindow() {
    assertThat(anna.meets("{'performed':{'type':'purchase','within':'P30D','count':{'$gte':3}}}"))
        .isTrue();
    assertThat(anna.meets("{'performed':{'type':'purchase','within':'P29DT23H59M','count':3}}"))
        .isFalse();
    assertThat(anna.meets("{'performed':{'type':'view'}}"))
        .as("an event of this very instant")
        .isFalse();
    assertThat(anna.meets("{'performed':{'type':'refund','count':0}}")).isTrue();
  }

  @Test
  void performedCountsOnlyEventsWithTheseFields() {
    assertThat(
            anna.meets(
                "{'performed':{'type':'purchase','where':{'price':{'$gte':50}},'within':'P30D','count':{'$gte':2}}}"))
        .isTrue();
    assertThat(
            anna.meets(
                "{'performed':{'type':'purchase','where':{'$or':[{'itemId':'SHOES'},{'itemId':'SOCKS'}]},'count':2}}"))
        .isTrue();
    assertThat(
            anna.meets(
                "{'performed':{'type':'purchase','where':{'itemId':{'$exists':false}},'count':{'$lt':2}}}"))
        .isTrue();
  }

  @Test
  void explanationNamesEveryClauseWithTheValueItMet() {
    Condition condition =
        condition(
            "{'traits.country':'DE','$not':{'features.recencyDays':{'$lt':30}},"
                + "'performed':{'type':'purchase','count':{'$gte':5}}}");

    Explanation explanation = ConditionEvaluator.explain(condition, anna, NOW);

    assertThat(explanation.matches()).isFalse();
    assertThat(explanation.clauses())
        .containsExactly(
            new Clause(
                "traits.country", "$eq", List.of(Value.of("DE")), Value.of("DE"), true, false),
            new Clause(
                "features.recencyDays", "$lt", List.of(Value.of(30)), Value.of(42), false, true),
            new Clause(
                "performed.purchase",
                "count",
                List.of(Value.of("at least 5")),
                Value.of(3),
                false,
                false));
    assertThat(explanation.supporting())
        .extracting(Clause::path)
        .containsExactly("traits.country", "features.recencyDays");
    assertThat(explanation.clauses().get(1))
        .hasToString("not features.recencyDays $lt 30 (actual 42): false");
  }

  @Test
  void explanationTellsAnAbsentValue() {
    Explanation explanation =
        ConditionEvaluator.explain(condition("{'features.orders':{'$gte':1}}"), anna, NOW);

    assertThat(explanation.clauses())
        .singleElement()
        .hasToString("features.orders $gte 1 (actual absent): false");
  }

  @Test
  void whatWasPerformedIsExplainedWithItsWindowAndItsFields() {
    Explanation explanation =
        ConditionEvaluator.explain(
            condition(
                "{'$and':[{'performed':{'type':'purchase','within':'P30D'}},"
                    + "{'performed':{'type':'purchase','where':{'price':{'$gte':50}},'count':{'$gte':2}}}]}"),
            anna,
            NOW);

    assertThat(explanation.clauses())
        .extracting(clause -> clause.expected().getFirst().toString())
        .containsExactly("at least 1 within P30D", "at least 2 where {\"price\":{\"$gte\":50}}");
  }
}
