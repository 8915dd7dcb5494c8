package io.storeloop.common.conditions;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A yes/no question about one subject (a profile, or an event inside {@link Performed#where}), as a
 * closed syntax tree. It is data: nothing in it is ever executed as code.
 *
 * <p>Every condition is either true or false, never unknown; {@code docs/conditions.md} has the
 * table. Two evaluators give the same answers: {@link ConditionEvaluator} for one subject in
 * memory, and the compilation to SQL for all profiles.
 */
public sealed interface Condition {

  Always ALWAYS = new Always();

  /** A condition without parts: one question about one actual value. */
  sealed interface Leaf extends Condition permits Compare, OneOf, Exists, Contains, Performed {}

  /** True for everybody; written {@code {}}. */
  record Always() implements Condition {}

  /** True if every clause is; at least two clauses. */
  record And(List<Condition> clauses) implements Condition {
    public And {
      clauses = atLeastTwo(clauses);
    }
  }

  /** True if some clause is; at least two clauses. */
  record Or(List<Condition> clauses) implements Condition {
    public Or {
      clauses = atLeastTwo(clauses);
    }
  }

  /** True if the clause is false. */
  record Not(Condition clause) implements Condition {}

  /**
   * The value at a path against one expected value. False if the value is absent, save that {@code
   * $ne} is true then.
   */
  record Compare(String path, Operator operator, Value expected) implements Leaf {}

  /**
   * Whether the value, or one element of a list of strings, is among the expected ones; the
   * opposite if negated ({@code $nin}).
   */
  record OneOf(String path, List<Value> expected, boolean negated) implements Leaf {
    public OneOf {
      expected = List.copyOf(new LinkedHashSet<>(expected));
      if (expected.isEmpty()) {
        throw new IllegalArgumentException("expected must name at least one value");
      }
    }
  }

  /**
   * Whether there is a value at the path, or with {@code expected = false} whether there is none.
   * An empty list exists.
   */
  record Exists(String path, boolean expected) implements Leaf {}

  /**
   * Whether the list of strings at the path contains the element; an absent list contains nothing.
   */
  record Contains(String path, String element) implements Leaf {}

  /**
   * Whether the subject did something often enough: events of {@code type} that meet {@code where},
   * before now and, if {@code within} is given, not before its start.
   */
  record Performed(String type, Condition where, @Nullable Within within, CountRange count)
      implements Leaf {}

  /** The conjunction of any number of conditions: none is {@link Always}, one is itself. */
  static Condition allOf(List<? extends Condition> conditions) {
    return switch (conditions.size()) {
      case 0 -> ALWAYS;
      case 1 -> conditions.getFirst();
      default -> new And(List.copyOf(conditions));
    };
  }

  private static List<Condition> atLeastTwo(List<Condition> clauses) {
    if (clauses.size() < 2) {
      throw new IllegalArgumentException("a group needs at least two clauses: " + clauses.size());
    }
    return List.copyOf(clauses);
  }
}
