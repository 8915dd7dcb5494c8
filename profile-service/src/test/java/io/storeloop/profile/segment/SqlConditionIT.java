package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.CountRange;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.PerformedEvent;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.RandomConditions;
import io.storeloop.common.conditions.RandomConditions.Path;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.ValueType;
import io.storeloop.common.conditions.Within;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.segment.RandomShoppers.Shopper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The two evaluators of conditions give the same answers: in SQL for all profiles, in memory for
 * one.
 */
class SqlConditionIT {
  private static final long SEED = 20260301;

  /** The long form: 1,000 shoppers and 10,000 trees, by these system properties. */
  private static final int SHOPPERS = Integer.getInteger("storeloop.conditions.shoppers", 60);

  private static final int TREES = Integer.getInteger("storeloop.conditions.trees", 1_000);
  private static final int DEPTH = 4;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000000700Z");
  private static final Optional<PriceTerciles> TERCILES =
      Optional.of(new PriceTerciles(new BigDecimal("10"), new BigDecimal("20")));
  private static final List<Path> PATHS =
      List.of(
          new Path("userId", ValueType.STRING),
          new Path("traits.country", ValueType.SCALAR),
          new Path("traits.age", ValueType.SCALAR),
          new Path("traits.a.b", ValueType.SCALAR),
          new Path("traits.x'y", ValueType.SCALAR),
          new Path("cluster", ValueType.STRING),
          new Path("features.orders", ValueType.NUMBER),
          new Path("features.monetaryValue", ValueType.NUMBER),
          new Path("features.averagePrice", ValueType.NUMBER),
          new Path("features.recencyDays", ValueType.NUMBER),
          new Path("features.daysSinceSeen", ValueType.NUMBER),
          new Path("features.tenureDays", ValueType.NUMBER),
          new Path("features.ordersPerMonth", ValueType.NUMBER),
          new Path("features.priceBand", ValueType.STRING),
          new Path("features.favouriteCategory", ValueType.STRING),
          new Path("features.affinity.category.footwear.shoes", ValueType.NUMBER),
          new Path("features.hourShare.13", ValueType.NUMBER),
          new Path("features.hourShare.7", ValueType.NUMBER),
          new Path("features.views7d", ValueType.NUMBER),
          new Path("features.purchases30d", ValueType.NUMBER),
          new Path("features.activeDays90d", ValueType.NUMBER),
          new Path("features.abandonedCarts", ValueType.NUMBER),
          new Path("features.cartAbandonmentShare", ValueType.NUMBER),
          new Path("predictions.churn.probability", ValueType.NUMBER),
          new Path("predictions.lifetimeValue.value", ValueType.NUMBER),
          new Path("tags", ValueType.STRING_LIST));
  private static final List<Path> FIELDS =
      List.of(
          new Path("itemId", ValueType.STRING),
          new Path("price", ValueType.NUMBER),
          new Path("quantity", ValueType.NUMBER),
          new Path("category", ValueType.STRING),
          new Path("brand", ValueType.STRING),
          new Path("properties.colour", ValueType.SCALAR));
  private static final Map<String, List<Object>> NEAR_VALUES =
      Map.ofEntries(
          Map.entry("userId", List.of("s1", "s2", "s30", "")),
          Map.entry("cluster", List.of("frequent buyers", "window shoppers", "nobody")),
          Map.entry("features.priceBand", List.of("low", "middle", "high")),
          Map.entry("features.recencyDays", List.of(0, 1, 29, 30, 31)),
          Map.entry("features.daysSinceSeen", List.of(0, 1, 29, 30, 31)),
          Map.entry("features.tenureDays", List.of(0, 1, 29, 30, 31)),
          Map.entry("features.ordersPerMonth", List.of(0, 0.15, 1, 1.9355, 2, 2.9032)),
          Map.entry("features.averagePrice", List.of(10, 10.0001, 20)),
          Map.entry("features.affinity.category.footwear.shoes", List.of(0.25, 0.5, 1)),
          Map.entry("features.hourShare.13", List.of(0.25, 0.5, 1)),
          Map.entry("features.hourShare.7", List.of(0, 0.5)),
          Map.entry("predictions.churn.probability", List.of(0, 0.25, 0.5, 0.500001, 1)),
          Map.entry("predictions.lifetimeValue.value", List.of(0, 61.8, 1000000)),
          Map.entry("features.views7d", List.of(0, 1, 2, 3)),
          Map.entry("features.purchases30d", List.of(0, 1, 2)),
          Map.entry("features.activeDays90d", List.of(0, 1, 2, 3, 4)),
          Map.entry("features.abandonedCarts", List.of(0, 1, 2, 3)),
          Map.entry("features.cartAbandonmentShare", List.of(0, 0.333333, 0.5, 0.666667, 1)),
          Map.entry(
              "tags",
              List.of(
                  "new",
                  "returning",
                  "repeat buyer",
                  "cart abandoner",
                  "bargain hunter",
                  "big spender",
                  "serial returner",
                  "night owl",
                  "no such tag")),
          Map.entry(
              "features.favouriteCategory", List.of("footwear.shoes", "DE", "Ez", "\u00C9a", "")),
          Map.entry("itemId", List.of("shoes", "socks", "unheard-of")),
          Map.entry("category", List.of("footwear.shoes", "footwear.socks", "DE", "")),
          Map.entry("brand", List.of("Acme", "DE", "")),
          Map.entry("price", List.of(0, 2.5, 30, 50)),
          Map.entry("quantity", List.of(1, 2, 3)));

  /** Bots do all that shoppers do, under the shoppers' names; in memory nobody hears of them. */
  private static final String BOTS =
      """
      insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, item_id, quantity,
                         price, source, properties, traffic)
      select gen_random_uuid(), 'bot:' || message_id, type, user_id, anonymous_id, occurred_at, received_at, item_id,
             quantity, price, source, properties, 'bot'
      from event
      """;

  private static ServiceDatabase profiles;
  private static List<Shopper> shoppers;

  @BeforeAll
  static void someShoppers() {
    TestDatabase database = TestDatabase.create();
    profiles = database.as(ServiceRole.PROFILE);
    shoppers = new RandomShoppers(new Random(SEED), NOW, database).add(SHOPPERS);
    database.owner().sql(BOTS).update();
  }

  @AfterAll
  static void close() {
    profiles.close();
  }

  @Test
  void bothEvaluatorsAgreeOnRandomConditions() {
    RandomConditions trees = trees(SEED + 1);
    int matches = 0;
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(DEPTH);

      Set<UUID> bySql = bySql(condition);

      assertThat(bySql)
          .as("tree %d: %s", i, ConditionWriter.write(condition))
          .isEqualTo(inMemory(condition));
      matches += bySql.size();
    }
    assertThat(matches)
        .as("both answers occur often")
        .isBetween(TREES * SHOPPERS / 5, TREES * SHOPPERS * 4 / 5);
  }

  @Test
  void bothEvaluatorsAgreeOnEverySingleClause() {
    RandomConditions trees = trees(SEED + 2);
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(1);

      assertThat(bySql(condition))
          .as("clause %d: %s", i, ConditionWriter.write(condition))
          .isEqualTo(inMemory(condition));
    }
  }

  @Test
  void theConditionsOfThisTestAreOnesThatPeopleMayWrite() {
    RandomConditions trees = trees(SEED + 3);
    for (int i = 0; i < TREES; i++) {
      Condition condition = trees.grow(DEPTH);

      assertThat(ConditionParser.parse(ConditionWriter.write(condition), ProfileVocabulary.PROFILE))
          .isEqualTo(condition);
    }
  }

  @Test
  void countsOfOneProfileAgreeWithTheEventsOfThatProfile() {
    EventCounts counts = new EventCounts(profiles);
    Set<Performed> clauses = new HashSet<>();
    for (Duration age : RandomShoppers.AGES) {
      if (age.isPositive()) {
        clauses.add(
            new Performed("view", Condition.ALWAYS, Within.of(age), CountRange.AT_LEAST_ONCE));
      }
    }
    clauses.add(new Performed("purchase", Condition.ALWAYS, null, CountRange.AT_LEAST_ONCE));

    for (Shopper shopper : shoppers) {
      Map<Performed, Long> counted = counts.of(shopper.profile().profileId(), clauses, NOW);

      assertThat(counted).hasSize(clauses.size());
      counted.forEach((clause, count) ->
          assertThat(count)
              .as("%s", clause)
              .isEqualTo(PerformedEvent.count(shopper.events(), clause, NOW)));
    }
  }

  @Test
  void aPreviewOfSomeShoppersIsAnEstimateThatHoldsTheTruth() {
    Condition condition = new Condition.Compare("features.views7d", Operator.GTE, Value.of(1));
    SegmentMembers members = new SegmentMembers(profiles, () -> TERCILES);
    int all = inMemory(condition).size();

    SegmentMembers.Preview exact = members.preview(condition, 5, SHOPPERS + 1, NOW);
    SegmentMembers.Preview some = members.preview(condition, 5, SHOPPERS / 2, NOW);
    SegmentMembers.Preview scan = members.preview(condition, 5, SegmentMembers.ALL, NOW);

    assertThat(exact.exact()).isTrue();
    assertThat(exact.size()).isEqualTo(new SizeEstimate(all, all, all));
    assertThat(exact.total().size()).isEqualTo(SHOPPERS);
    assertThat(scan).isEqualTo(exact);
    assertThat(some.exact()).isFalse();
    assertThat(some.looked()).isEqualTo(SHOPPERS / 2);
    assertThat((long) all).isBetween(some.size().lower(), some.size().upper());
    assertThat((long) SHOPPERS).isBetween(some.total().lower(), some.total().upper());
    SegmentMembers.Overlap overlap =
        members.overlaps(condition, Map.of("same", condition), SHOPPERS / 2, NOW).get("same");
    assertThat(overlap).isEqualTo(new SegmentMembers.Overlap(some.size(), some.size()));
  }

  @Test
  void everyPathOfTheVocabularyHasAColumn() {
    Set<String> paths = new HashSet<>(ProfileVocabulary.PROFILE.paths());
    paths.remove(SegmentReferences.PATH);
    paths.addAll(
        List.of(
            "traits.anything at all",
            "features.affinity.category.x.y",
            "features.affinity.brand.x"));
    for (String path : paths) {
      assertThat(bySql(new Condition.Exists(path, true)))
          .as(path)
          .isEqualTo(inMemory(new Condition.Exists(path, true)));
    }
    for (String field : ProfileVocabulary.PROFILE.ofEvents().paths()) {
      Condition where = new Condition.Exists(field, true);
      assertThat(bySql(new Performed("custom", where, null, CountRange.AT_LEAST_ONCE)))
          .as(field)
          .isEmpty();
    }
  }

  @Test
  void whatPeopleWriteNeverBecomesSql() {
    String attack = "') or true; drop table segment; --";
    Condition condition =
        Condition.allOf(
            List.of(
                new Condition.Compare("traits." + attack, Operator.EQ, Value.of(attack)),
                new Condition.OneOf("userId", List.of(Value.of(attack)), false)));
    SqlText sql = new SqlText("c", NOW);

    String text = SqlCondition.ofProfile(condition, TERCILES, sql, NOW);

    assertThat(text).doesNotContain("drop");
    assertThat(sql.values().values()).contains(attack);
    assertThat(bySql(condition)).isEmpty();
  }

  private static RandomConditions trees(long seed) {
    return new RandomConditions(
        new Random(seed), PATHS, FIELDS, List.of("view", "purchase"), SqlConditionIT::value);
  }

  private static Value value(Path path, RandomGenerator random) {
    List<Object> near = NEAR_VALUES.getOrDefault(path.name(), List.of());
    return near.isEmpty()
        ? RandomConditions.pooled(path, random)
        : Value.ofJson(near.get(random.nextInt(near.size()))).orElseThrow();
  }

  private static Set<UUID> bySql(Condition condition) {
    SqlText sql = new SqlText("c", NOW);
    String where = SqlCondition.ofProfile(condition, TERCILES, sql, NOW);
    return Set.copyOf(
        profiles
            .jdbc()
            .sql("select p.profile_id from " + SqlCondition.PROFILES + " where " + where)
            .params(sql.values())
            .query(UUID.class)
            .list());
  }

  private static Set<UUID> inMemory(Condition condition) {
    return shoppers.stream()
        .filter(shopper -> ConditionEvaluator.matches(condition, subject(shopper), NOW))
        .map(shopper -> shopper.profile().profileId())
        .collect(Collectors.toSet());
  }

  private static ProfileSubject subject(Shopper shopper) {
    return new ProfileSubject(
        shopper.profile(),
        shopper.profile().features(NOW, TERCILES),
        profile -> Optional.ofNullable(shopper.cluster()),
        performed -> PerformedEvent.count(shopper.events(), performed, NOW));
  }
}
