package io.storeloop.campaign.decision;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.Value.BooleanValue;
import io.storeloop.common.conditions.Value.NumberValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must be true for a condition to hold. Of the clauses of an {@code $and} each is necessary;
 * of an {@code $or} one clause of every part is, together; of a negation nothing is known.
 *
 * <p>Chosen is the choice that is likely to be met least often: values of texts and numbers before
 * bounds and yes/no, those before mere presence; among equals the one that fewest other conditions
 * use, so that shared clauses such as a country do not gather everybody.
 */
final class NecessaryClauses {
  /** An {@code $or} or {@code $in} of more alternatives is not filed. */
  private static final int MOST_ALTERNATIVES = 64;

  private static final int COST_OF_VALUE = 1_000;
  private static final int COST_OF_BOUND = 8_000;
  private static final int COST_OF_PRESENCE = 64_000;

  private final Map<IndexKey, Integer> uses = new HashMap<>();

  private NecessaryClauses() {}

  /** For every condition the keys of which one must be met; none if nothing is known of it. */
  static List<List<IndexKey>> of(List<Condition> conditions) {
    NecessaryClauses clauses = new NecessaryClauses();
    List<List<List<IndexKey>>> choices =
        conditions.stream().map(condition -> clauses.choices(condition)).toList();
    choices.forEach(some ->
        some.forEach(keys -> keys.forEach(key -> clauses.uses.merge(key, 1, Integer::sum))));
    return choices.stream().map(some -> clauses.best(some).orElse(List.of())).toList();
  }

  /** Lists of keys; of each list at least one key must be met. */
  private List<List<IndexKey>> choices(Condition condition) {
    return switch (condition) {
      case Always() -> List.of();
      case Not not -> List.of();
      case Performed performed -> List.of();
      case And(List<Condition> parts) ->
          parts.stream().flatMap(part -> choices(part).stream()).toList();
      case Or(List<Condition> parts) -> alternatives(parts);
      case Compare(String path, Operator operator, Value expected) ->
          compared(path, operator, expected);
      case OneOf(String path, List<Value> expected, boolean negated) ->
          negated || expected.size() > MOST_ALTERNATIVES
              ? List.of()
              : List.of(
                  expected.stream()
                      .<IndexKey>map(value -> new IndexKey.Equal(path, value))
                      .toList());
      case Exists(String path, boolean expected) ->
          expected ? one(new IndexKey.Present(path)) : List.of();
      case Contains(String path, String element) ->
          one(new IndexKey.Equal(path, Value.of(element)));
    };
  }

  private List<List<IndexKey>> alternatives(List<Condition> parts) {
    List<IndexKey> together = new ArrayList<>();
    for (Condition part : parts) {
      Optional<List<IndexKey>> best = best(choices(part));
      if (best.isEmpty() || together.size() + best.get().size() > MOST_ALTERNATIVES) {
        return List.of();
      }
      together.addAll(best.get());
    }
    return List.of(List.copyOf(together));
  }

  private static List<List<IndexKey>> compared(String path, Operator operator, Value expected) {
    return switch (operator) {
      case EQ -> one(new IndexKey.Equal(path, expected));
      case NE -> List.of();
      case GT, GTE ->
          expected instanceof NumberValue(var number)
              ? one(new IndexKey.AtLeast(path, number))
              : one(new IndexKey.Present(path));
      case LT, LTE ->
          expected instanceof NumberValue(var number)
              ? one(new IndexKey.AtMost(path, number))
              : one(new IndexKey.Present(path));
    };
  }

  private static List<List<IndexKey>> one(IndexKey key) {
    return List.of(List.of(key));
  }

  private Optional<List<IndexKey>> best(List<List<IndexKey>> choices) {
    return choices.stream().min(Comparator.comparingLong(this::cost));
  }

  private long cost(List<IndexKey> keys) {
    return keys.stream().mapToLong(key -> kind(key) + uses.getOrDefault(key, 0)).sum();
  }

  private static long kind(IndexKey key) {
    return switch (key) {
      case IndexKey.Equal(String path, Value value) ->
          value instanceof BooleanValue ? COST_OF_BOUND : COST_OF_VALUE;
      case IndexKey.AtLeast atLeast -> COST_OF_BOUND;
      case IndexKey.AtMost atMost -> COST_OF_BOUND;
      case IndexKey.Present present -> COST_OF_PRESENCE;
    };
  }
}
