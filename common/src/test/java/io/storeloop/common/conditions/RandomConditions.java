package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Grows condition trees from a seed, for tests of laws that all conditions obey. Values come from
 * the caller, so that conditions and subjects of a test draw from the same small pools and often
 * meet.
 */
public final class RandomConditions {
  private static final int MAX_WIDTH = 3;

  /** A path of the vocabulary under test with its type. */
  public record Path(String name, ValueType type) {}

  private final RandomGenerator random;
  private final List<Path> paths;
  private final List<Path> eventFields;
  private final List<String> eventTypes;
  private final BiFunction<Path, RandomGenerator, Value> values;

  public RandomConditions(
      RandomGenerator random,
      List<Path> paths,
      List<Path> eventFields,
      List<String> eventTypes,
      BiFunction<Path, RandomGenerator, Value> values) {
    this.random = random;
    this.paths = paths;
    this.eventFields = eventFields;
    this.eventTypes = eventTypes;
    this.values = values;
  }

  /** A tree of at most so many levels of groups. */
  public Condition grow(int depth) {
    return grow(depth, paths, !eventTypes.isEmpty());
  }

  private Condition grow(int depth, List<Path> from, boolean mayPerform) {
    int choice = depth <= 1 ? 3 + random.nextInt(5) : random.nextInt(8);
    return switch (choice) {
      case 0 -> new And(several(depth, from, mayPerform));
      case 1 -> new Or(several(depth, from, mayPerform));
      case 2 -> new Not(grow(depth - 1, from, mayPerform));
      case 3 -> mayPerform && depth > 1 ? performed(depth) : leaf(from);
      default -> random.nextInt(40) == 0 ? Condition.ALWAYS : leaf(from);
    };
  }

  private List<Condition> several(int depth, List<Path> from, boolean mayPerform) {
    return IntStream.range(0, 2 + random.nextInt(MAX_WIDTH - 1))
        .mapToObj(i -> grow(depth - 1, from, mayPerform))
        .toList();
  }

  private Condition leaf(List<Path> from) {
    Path path = from.get(random.nextInt(from.size()));
    return switch (random.nextInt(6)) {
      case 0 -> new Exists(path.name(), random.nextBoolean());
      case 1 ->
          new OneOf(
              path.name(),
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(i -> values.apply(path, random))
                  .toList(),
              random.nextBoolean());
      default -> comparison(path, values.apply(path, random));
    };
  }

  private Condition comparison(Path path, Value value) {
    if (path.type() == ValueType.STRING_LIST && value instanceof Value.TextValue(String element)) {
      return new Contains(path.name(), element);
    }
    boolean ordered = path.type().allows(Operator.GT) && !(value instanceof Value.BooleanValue);
    Operator[] operators = ordered ? Operator.values() : new Operator[] {Operator.EQ, Operator.NE};
    return new Compare(path.name(), operators[random.nextInt(operators.length)], value);
  }

  private Condition performed(int depth) {
    String type = eventTypes.get(random.nextInt(eventTypes.size()));
    Condition where =
        eventFields.isEmpty() || random.nextInt(3) == 0
            ? Condition.ALWAYS
            : grow(Math.min(depth - 1, 2), eventFields, false);
    return new Performed(type, where, random.nextInt(3) == 0 ? null : within(), count());
  }

  private Within within() {
    return switch (random.nextInt(4)) {
      case 0 -> Within.ofDays(1 + random.nextInt(60));
      case 1 -> Within.of(Duration.ofHours(1 + random.nextInt(72)));
      case 2 -> new Within(Period.ofMonths(1 + random.nextInt(3)), Duration.ZERO);
      default -> new Within(Period.ofDays(1), Duration.ofHours(12));
    };
  }

  private CountRange count() {
    int min = random.nextInt(4);
    return switch (random.nextInt(3)) {
      case 0 -> new CountRange(min, (long) min + random.nextInt(3));
      case 1 -> new CountRange(min, null);
      default -> CountRange.AT_LEAST_ONCE;
    };
  }

  /** A value of the type from a small pool with the edges in it. */
  public static Value pooled(Path path, RandomGenerator random) {
    return switch (path.type()) {
      case NUMBER ->
          pick(
              random,
              Value.of(0),
              Value.of(1),
              Value.of(-1),
              Value.of(2.5),
              Value.of(30),
              Value.of(1e15));
      case STRING, STRING_LIST ->
          pick(
              random,
              Value.of(""),
              Value.of("DE"),
              Value.of("de"),
              Value.of("\uD83D\uDE00"),
              Value.of("\uFF5E"));
      case BOOLEAN -> Value.of(random.nextBoolean());
      case INSTANT ->
          pick(
              random,
              Value.of(Instant.EPOCH),
              Value.of(Instant.parse("2026-02-01T00:00:00Z")),
              Value.of(Instant.parse("2026-02-01T00:00:00.000001Z")));
      case SCALAR ->
          pooled(
              new Path(
                  path.name(), pick(random, ValueType.NUMBER, ValueType.STRING, ValueType.BOOLEAN)),
              random);
    };
  }

  @SafeVarargs
  private static <T> T pick(RandomGenerator random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
