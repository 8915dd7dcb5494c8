package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.common.conditions.Value.InstantValue;
import io.storeloop.common.conditions.Value.NumberValue;
import io.storeloop.common.conditions.Value.TextListValue;
import io.storeloop.common.conditions.Value.TextValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Answers a condition about one subject in memory. Cost: one look-up per clause, one count per
 * {@code performed}.
 *
 * <p>There is no third truth value. A comparison with an absent value, or with one of another type,
 * is false; {@code $ne} and {@code $nin} are the negations of {@code $eq} and {@code $in} and
 * therefore true then. So De Morgan's laws and the double negation hold.
 */
public final class ConditionEvaluator {

  private final Subject subject;
  private final Instant now;
  private final List<Clause> clauses = new ArrayList<>();

  private ConditionEvaluator(Subject subject, Instant now) {
    this.subject = subject;
    this.now = now;
  }

  /** Whether the condition holds for the subject at {@code now}. */
  public static boolean matches(Condition condition, Subject subject, Instant now) {
    return new ConditionEvaluator(subject, now).matches(condition);
  }

  /**
   * Like {@link #matches}, and tells every clause with the value it met. Nothing is skipped, so it
   * costs the whole tree.
   */
  public static Explanation explain(Condition condition, Subject subject, Instant now) {
    ConditionEvaluator evaluator = new ConditionEvaluator(subject, now);
    boolean matches = evaluator.explain(condition, false);
    return new Explanation(matches, evaluator.clauses);
  }

  private boolean matches(Condition condition) {
    return switch (condition) {
      case Always() -> true;
      case And(List<Condition> parts) -> parts.stream().allMatch(this::matches);
      case Or(List<Condition> parts) -> parts.stream().anyMatch(this::matches);
      case Not(Condition part) -> !matches(part);
      case Leaf leaf -> holds(leaf, actual(leaf));
    };
  }

  private boolean explain(Condition condition, boolean negated) {
    return switch (condition) {
      case Always() -> true;
      case And(List<Condition> parts) -> {
        boolean all = true;
        for (Condition part : parts) {
          all &= explain(part, negated);
        }
        yield all;
      }
      case Or(List<Condition> parts) -> {
        boolean any = false;
        for (Condition part : parts) {
          any |= explain(part, negated);
        }
        yield any;
      }
      case Not(Condition part) -> !explain(part, !negated);
      case Leaf leaf -> {
        Value actual = actual(leaf);
        boolean truth = holds(leaf, actual);
        clauses.add(Clause.of(leaf, actual, truth, negated));
        yield truth;
      }
    };
  }

  private @Nullable Value actual(Leaf leaf) {
    return switch (leaf) {
      case Compare compare -> subject.value(compare.path()).orElse(null);
      case OneOf oneOf -> subject.value(oneOf.path()).orElse(null);
      case Exists exists -> subject.value(exists.path()).orElse(null);
      case Contains contains -> subject.value(contains.path()).orElse(null);
      case Performed performed -> Value.of(subject.count(performed, now));
    };
  }

  private static boolean holds(Leaf leaf, @Nullable Value actual) {
    return switch (leaf) {
      case Compare compare -> holds(compare.operator(), actual, compare.expected());
      case OneOf(String path, List<Value> expected, boolean negated) ->
          expected.stream().anyMatch(value -> equal(actual, value)) != negated;
      case Exists exists -> (actual != null) == exists.expected();
      case Contains contains -> equal(actual, Value.of(contains.element()));
      case Performed performed ->
          actual instanceof NumberValue(var count) && performed.count().contains(count.longValue());
    };
  }

  private static boolean holds(Operator operator, @Nullable Value actual, Value expected) {
    return switch (operator) {
      case EQ -> equal(actual, expected);
      case NE -> !equal(actual, expected);
      case GT, GTE, LT, LTE -> {
        OptionalInt order = order(actual, expected);
        yield order.isPresent() && operator.accepts(order.getAsInt());
      }
    };
  }

  private static boolean equal(@Nullable Value actual, Value expected) {
    return expected.equals(actual)
        || (actual instanceof TextListValue(List<String> texts)
            && expected instanceof TextValue(String text)
            && texts.contains(text));
  }

  private static OptionalInt order(@Nullable Value actual, Value expected) {
    if (actual instanceof NumberValue a && expected instanceof NumberValue b) {
      return OptionalInt.of(a.number().compareTo(b.number()));
    }
    if (actual instanceof InstantValue a && expected instanceof InstantValue b) {
      return OptionalInt.of(a.instant().compareTo(b.instant()));
    }
    if (actual instanceof TextValue a && expected instanceof TextValue b) {
      return OptionalInt.of(CodePointOrder.compare(a.text(), b.text()));
    }
    return OptionalInt.empty();
  }
}
