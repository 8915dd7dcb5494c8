package io.storeloop.common.conditions;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Collects the mistakes of one parse and stops it as soon as a budget is spent, so that a hostile
 * condition costs no more than a good one.
 */
final class ParseErrors {
  private static final int MAX_QUOTED_LENGTH = 60;

  private final List<ConditionError> errors = new ArrayList<>();
  private int nodes;
  private int values;

  /** Ends the parse early; the errors found so far tell why. */
  static final class BudgetSpent extends RuntimeException {
    private BudgetSpent() {
      super("the budget of the parse is spent", null, false, false);
    }
  }

  void add(String pointer, ConditionErrorCode code, String detail) {
    errors.add(new ConditionError(pointer, code, detail));
    if (errors.size() == ConditionLimits.MAX_ERRORS) {
      throw new BudgetSpent();
    }
  }

  void countNode(String pointer) {
    if (++nodes > ConditionLimits.MAX_NODES) {
      stop(
          pointer,
          ConditionErrorCode.TOO_MANY_NODES,
          "at most " + ConditionLimits.MAX_NODES + " clauses and groups");
    }
  }

  void countValues(int count, String pointer) {
    values += count;
    if (values > ConditionLimits.MAX_VALUES) {
      stop(
          pointer,
          ConditionErrorCode.TOO_MANY_VALUES,
          "at most " + ConditionLimits.MAX_VALUES + " list values in all");
    }
  }

  ConditionException toException() {
    return new ConditionException(errors);
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw toException();
    }
  }

  private void stop(String pointer, ConditionErrorCode code, String expected) {
    errors.add(new ConditionError(pointer, code, "expected " + expected));
    throw new BudgetSpent();
  }

  /** What a JSON value is, in a few words, without ever printing more than a short scalar. */
  static String received(JsonNode json) {
    if (json.isString()) {
      return "the string " + quoted(json.stringValue());
    }
    if (json.isBoolean()) {
      return String.valueOf(json.booleanValue());
    }
    return json.isNumber()
        ? "a number"
        : json.isArray() ? "a list" : json.isObject() ? "an object" : "null";
  }

  /** The text in quotes, shortened, with everything invisible made visible. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_QUOTED_LENGTH)
        .forEach(codePoint -> {
          if (Texts.isInvisible(codePoint) || codePoint == '"') {
            quoted.append(String.format("\\u%04x", codePoint));
          } else {
            quoted.appendCodePoint(codePoint);
          }
        });
    return quoted.append(text.length() > MAX_QUOTED_LENGTH ? "…\"" : "\"").toString();
  }

  /** The pointer to a member; a monstrous name is not repeated, its owner is pointed at instead. */
  static String member(String pointer, String name) {
    return name.length() > ConditionLimits.MAX_PATH_LENGTH
        ? pointer
        : pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
