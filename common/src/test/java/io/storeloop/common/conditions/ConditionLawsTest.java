package io.storeloop.common.conditions;

import static io.storeloop.common.conditions.ConditionFixture.NOW;
import static io.storeloop.common.conditions.ConditionFixture.SHOP;
import static io.storeloop.common.conditions.ConditionFixture.json;
import static io.storeloop.common.conditions.ConditionFixture.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.ConditionFixture.Shopper;
import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.common.conditions.RandomConditions.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws that hold for every condition and every subject, tried on trees grown from a seed. */
class ConditionLawsTest {
  private static final int TREES = 2_000;
  private static final int DEPTH = 5;
  private static final List<Path> PATHS =
      List.of(
          new Path("traits.country", ValueType.SCALAR),
          new Path("traits.a~/b", ValueType.SCALAR),
          new Path("features.orders", ValueType.NUMBER),
          new Path("features.affinity.category.shoes", ValueType.NUMBER),
          new Path("features.priceBand", ValueType.STRING),
          new Path("segments", ValueType.STRING_LIST),
          new Path("subscribed", ValueType.BOOLEAN),
          new Path("lastSeenAt", ValueType.INSTANT));
  private static final List<Path> FIELDS =
      List.of(
          new Path("price", ValueType.NUMBER),
          new Path("itemId", ValueType.STRING),
          new Path("properties.colour", ValueType.SCALAR));

  private final Random random = new Random(20260301);
  private final RandomConditions trees =
      new RandomConditions(
          random, PATHS, FIELDS, List.of("view", "purchase"), RandomConditions::pooled);

  @Test
  void negationSwapsAndWithOr() {
    for (int i = 0; i < TREES; i++) {
      Condition a = trees.grow(DEPTH);
      Condition b = trees.grow(DEPTH);
      Shopper anna = someone();

      assertThat(holds(new Not(new And(List.of(a, b))), anna))
          .isEqualTo(holds(new Or(List.of(new Not(a), new Not(b))), anna));
      assertThat(holds(new Not(new Or(List.of(a, b))), anna))
          .isEqualTo(holds(new And(List.of(new Not(a), new Not(b))), anna));
    }
  }

  @Test
  void doubleNegationChangesNothing() {
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(DEPTH);
      Shopper anna = someone();

      assertThat(holds(new Not(new Not(condition)), anna)).isEqualTo(holds(condition, anna));
    }
  }

  @Test
  void writingAndReadingChangesNothing() {
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(DEPTH);

      String text = ConditionWriter.write(condition).toString();

      assertThat(ConditionParser.parse(ConditionWriter.write(condition), SHOP))
          .as(text)
          .isEqualTo(condition);
      assertThat(ConditionParser.parse(json(text), SHOP)).as(text).isEqualTo(condition);
    }
  }

  @Test
  void explanationAgreesWithTheAnswer() {
    int matching = 0;
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(DEPTH);
      Shopper anna = someone();

      Explanation explanation = ConditionEvaluator.explain(condition, anna, NOW);

      assertThat(explanation.matches()).isEqualTo(holds(condition, anna));
      Iterator<Clause> clauses = explanation.clauses().iterator();
      assertThat(recombined(condition, clauses)).isEqualTo(explanation.matches());
      assertThat(clauses).isExhausted();
      matching += explanation.matches() ? 1 : 0;
    }
    assertThat(matching).as("both answers occur often").isBetween(TREES / 5, TREES * 4 / 5);
  }

  /** The answer from the truths of the clauses alone. */
  private static boolean recombined(Condition condition, Iterator<Clause> clauses) {
    return switch (condition) {
      case Condition.Always() -> true;
      case And(List<Condition> parts) ->
          parts.stream().map(part -> recombined(part, clauses)).toList().stream().allMatch(b -> b);
      case Or(List<Condition> parts) ->
          parts.stream().map(part -> recombined(part, clauses)).toList().stream().anyMatch(b -> b);
      case Not(Condition part) -> !recombined(part, clauses);
      case Condition.Leaf leaf -> clauses.next().truth();
    };
  }

  private static boolean holds(Condition condition, Shopper shopper) {
    return ConditionEvaluator.matches(condition, shopper, NOW);
  }

  private Shopper someone() {
    Shopper shopper = shopper();
    for (Path path : PATHS) {
      if (random.nextInt(4) != 0) {
        shopper.with(
            path.name(),
            path.type() == ValueType.STRING_LIST
                ? Value.of(
                    IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> RandomConditions.pooled(path, random).toString())
                        .toList())
                : RandomConditions.pooled(path, random));
      }
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      shopper.who(
          random.nextBoolean() ? "view" : "purchase",
          NOW.minus(Duration.ofHours(random.nextInt(1_000))),
          random.nextBoolean()
              ? Map.of()
              : Map.of("price", Value.of(30), "itemId", Value.of("DE")));
    }
    return shopper;
  }
}
