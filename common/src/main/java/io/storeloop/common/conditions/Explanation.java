package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Performed;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a condition is true or false for a subject: every clause with the value it met, in the order
 * written.
 */
public record Explanation(boolean matches, List<Clause> clauses) {

  public Explanation {
    clauses = List.copyOf(clauses);
  }

  /** The clauses that speak for a yes: true ones, and false ones under a negation. */
  public List<Clause> supporting() {
    return clauses.stream().filter(Clause::supports).toList();
  }

  /**
   * One comparison and its outcome.
   *
   * @param path the path, or {@code performed.<type>} whose actual value is the count
   * @param operator as written, e.g. {@code $gte}; {@code $contains} on lists, {@code count} for
   *     what was performed
   * @param expected the value, values or range asked for; of {@code $exists} true or false; of what
   *     was performed, how often, within which time and of which events
   * @param actual null if the subject has no value there
   * @param truth whether the clause itself is true
   * @param negated whether an odd number of {@code $not} or {@code $nor} stands above the clause
   */
  public record Clause(
      String path,
      String operator,
      List<Value> expected,
      @Nullable Value actual,
      boolean truth,
      boolean negated) {

    public Clause {
      expected = List.copyOf(expected);
    }

    static Clause of(Leaf leaf, @Nullable Value actual, boolean truth, boolean negated) {
      return switch (leaf) {
        case Compare(String path, Operator operator, Value expected) ->
            new Clause(path, operator.symbol(), List.of(expected), actual, truth, negated);
        case OneOf(String path, List<Value> expected, boolean none) ->
            new Clause(path, none ? "$nin" : "$in", expected, actual, truth, negated);
        case Exists(String path, boolean expected) ->
            new Clause(path, "$exists", List.of(Value.of(expected)), actual, truth, negated);
        case Contains(String path, String element) ->
            new Clause(path, "$contains", List.of(Value.of(element)), actual, truth, negated);
        case Performed performed ->
            new Clause(
                "performed." + performed.type(),
                "count",
                List.of(Value.of(asked(performed))),
                actual,
                truth,
                negated);
      };
    }

    /** {@code at least 2 within P30D where {"price":{"$gte":50}}}. */
    private static String asked(Performed performed) {
      String within = performed.within() == null ? "" : " within " + performed.within();
      String where =
          performed.where() instanceof Condition.Always
              ? ""
              : " where " + ConditionWriter.write(performed.where());
      return performed.count() + within + where;
    }

    public boolean supports() {
      return truth != negated;
    }

    /** The clause in words, e.g. {@code features.recencyDays $gte 30 (actual 42): true}. */
    @Override
    public String toString() {
      String values = expected.stream().map(Value::toString).collect(Collectors.joining(", "));
      String not = negated ? "not " : "";
      return not
          + path
          + " "
          + operator
          + " "
          + values
          + " (actual "
          + (actual == null ? "absent" : actual)
          + "): "
          + truth;
    }
  }
}
