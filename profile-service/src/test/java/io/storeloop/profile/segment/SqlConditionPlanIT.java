package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.CountRange;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** However many profiles there are, the values of a list are read once. */
class SqlConditionPlanIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int SHOPPERS = 40;

  /** The ways in which an event is a shopper's; each has its own copy of what is hashed. */
  private static final int WAYS = 3;

  private static final List<Value> VALUES =
      Stream.concat(
              IntStream.range(0, 50).mapToObj(i -> Value.of("land-" + i)),
              Stream.of(Value.of(30), Value.of(true), Value.of("DE")))
          .toList();

  private static ServiceDatabase profiles;

  @BeforeAll
  static void someShoppers() {
    TestDatabase database = TestDatabase.create();
    profiles = database.as(ServiceRole.PROFILE);
    new RandomShoppers(new Random(7), NOW, database).add(SHOPPERS);
  }

  @AfterAll
  static void close() {
    profiles.close();
  }

  static Stream<Condition> lists() {
    return Stream.of(
        new OneOf("traits.country", VALUES, false),
        new OneOf("traits.country", VALUES, true),
        new OneOf("userId", VALUES, false),
        new OneOf("features.orders", List.of(Value.of(1), Value.of(3)), true),
        new Performed(
            "view", new OneOf("properties.colour", VALUES, false), null, CountRange.AT_LEAST_ONCE));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void theValuesOfAListAreReadOnceAndNotForEveryProfile(Condition condition) {
    SqlText sql = new SqlText("c", NOW);
    String where = SqlCondition.ofProfile(condition, Optional.empty(), sql, NOW);

    String plan =
        profiles
            .jdbc()
            .sql(
                "explain (analyze, timing off, format json) select p.profile_id from %s where %s"
                    .formatted(SqlCondition.PROFILES, where))
            .params(sql.values())
            .query(String.class)
            .single();

    JsonNode root = JsonMapper.shared().readTree(plan);
    assertThat(root.findValues("Node Type")).as(plan).anyMatch(SqlConditionPlanIT::readsAList);
    assertThat(root.findParents("Node Type"))
        .as(plan)
        .filteredOn(node -> readsAList(node.path("Node Type")))
        .allMatch(node -> node.path("Actual Loops").asInt() <= WAYS);
  }

  private static boolean readsAList(JsonNode type) {
    return type.asString().equals("Function Scan");
  }
}
