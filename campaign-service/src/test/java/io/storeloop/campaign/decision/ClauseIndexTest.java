package io.storeloop.campaign.decision;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.RandomConditions;
import io.storeloop.common.conditions.RandomConditions.Path;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.ValueType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClauseIndexTest {
  private static final List<Path> PATHS =
      List.of(
          new Path("features.orders", ValueType.NUMBER),
          new Path("features.recencyDays", ValueType.NUMBER),
          new Path("traits.country", ValueType.SCALAR),
          new Path("segments", ValueType.STRING_LIST),
          new Path("subscribed", ValueType.BOOLEAN),
          new Path("seenAt", ValueType.INSTANT));

  static RandomConditions conditions(RandomGenerator random) {
    return new RandomConditions(random, PATHS, List.of(), List.of(), RandomConditions::pooled);
  }

  static Map<String, Value> values(RandomGenerator random) {
    Map<String, Value> values = new HashMap<>();
    for (Path path : PATHS) {
      Value value = RandomConditions.pooled(path, random);
      if (random.nextInt(3) == 0) {
        continue;
      }
      values.put(
          path.name(),
          path.type() == ValueType.STRING_LIST
              ? Value.of(
                  IntStream.range(0, random.nextInt(3))
                      .mapToObj(i -> RandomConditions.pooled(path, random).toString())
                      .toList())
              : value);
    }
    return values;
  }

  @Test
  void noConditionThatHoldsIsEverMissed() {
    SplittableRandom random = new SplittableRandom(1);
    long holding = 0;
    long found = 0;
    for (int round = 0; round < 400; round++) {
      List<Condition> trees =
          Stream.generate(() -> conditions(random).grow(1 + random.nextInt(4))).limit(25).toList();
      ClauseIndex index = ClauseIndex.of(NecessaryClauses.of(trees));
      for (int i = 0; i < 10; i++) {
        Subject subject = profile(values(random));
        BitSet candidates = index.candidates(subject);
        found += candidates.cardinality();
        for (int place = 0; place < trees.size(); place++) {
          if (ConditionEvaluator.matches(trees.get(place), subject, NOON)) {
            holding++;
            assertThat(candidates.get(place)).as("%s", trees.get(place)).isTrue();
          }
        }
      }
    }
    // 100,000 questions: it finds what holds, and it leaves out a good part of the rest
    assertThat(holding).isGreaterThan(10_000);
    assertThat(found).isLessThan(90_000);
  }

  @Test
  void campaignsForOtherSegmentsAreNotLookedAt() {
    List<Condition> thousand =
        IntStream.range(0, 1000)
            .mapToObj(i ->
                aCampaign()
                    .where(
                        "{\"features.orders\": {\"$gte\": 1}, \"segments\": \"segment-%d\"}"
                            .formatted(i))
                    .plan()
                    .condition())
            .toList();

    BitSet candidates =
        ClauseIndex.of(NecessaryClauses.of(thousand))
            .candidates(
                profile(
                    Map.of(
                        "features.orders",
                        Value.of(3),
                        "segments",
                        Value.of(List.of("segment-7", "segment-900")))));

    assertThat(candidates.stream()).containsExactly(7, 900);
  }

  @Test
  void theClauseThatFewestOthersUseIsTheOneToFileBy() {
    List<Condition> conditions =
        IntStream.range(0, 50)
            .mapToObj(i ->
                aCampaign()
                    .where(
                        "{\"traits.country\": \"DE\", \"traits.city\": \"city-%d\"}".formatted(i))
                    .plan()
                    .condition())
            .toList();

    BitSet candidates =
        ClauseIndex.of(NecessaryClauses.of(conditions))
            .candidates(
                profile(
                    Map.of("traits.country", Value.of("DE"), "traits.city", Value.of("city-3"))));

    assertThat(candidates.stream()).containsExactly(3);
  }
}
