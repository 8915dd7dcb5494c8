package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads a condition from JSON and checks it against a vocabulary. The grammar is closed and stands
 * in {@code docs/conditions.md}; whatever it does not name is an error. Time is bounded by the
 * budgets of {@link ConditionLimits}, whatever the input.
 */
public final class ConditionParser {
  private final ParseErrors errors;
  private final ClauseParser clauses;
  private final PerformedParser performed;

  private ConditionParser(Vocabulary vocabulary, ParseErrors errors) {
    this.errors = errors;
    this.clauses = new ClauseParser(vocabulary, errors);
    this.performed = new PerformedParser(vocabulary, errors);
  }

  /**
   * Reads and checks a condition.
   *
   * @throws ConditionException listing every mistake, at most {@link ConditionLimits#MAX_ERRORS}
   */
  public static Condition parse(JsonNode json, Vocabulary vocabulary) {
    ParseErrors errors = new ParseErrors();
    Condition condition = Condition.ALWAYS;
    try {
      condition = parse(json, vocabulary, errors, "", 1);
      errors.throwIfAny();
      if (depth(condition) > ConditionLimits.MAX_DEPTH) {
        reportDepth(errors, "");
      }
    } catch (ParseErrors.BudgetSpent spent) {
      throw errors.toException();
    }
    errors.throwIfAny();
    return condition;
  }

  static Condition parse(
      JsonNode json, Vocabulary vocabulary, ParseErrors errors, String pointer, int depth) {
    return new ConditionParser(vocabulary, errors).group(json, pointer, depth);
  }

  /** An object: the conjunction of its members. */
  private Condition group(JsonNode json, String pointer, int depth) {
    if (!json.isObject()) {
      String detail = "expected an object, received " + ParseErrors.received(json);
      errors.add(pointer, ConditionErrorCode.EXPECTED_OBJECT, detail);
      return Condition.ALWAYS;
    }
    if (depth > ConditionLimits.MAX_DEPTH) {
      reportDepth(errors, pointer);
      return Condition.ALWAYS;
    }
    List<Condition> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String at = ParseErrors.member(pointer, member.getKey());
      members.addAll(member(member.getKey(), member.getValue(), at, depth));
    }
    if (members.isEmpty()) {
      errors.countNode(pointer);
    }
    return all(members, pointer);
  }

  private List<Condition> member(String key, JsonNode json, String pointer, int depth) {
    return switch (key) {
      case "$and" -> List.of(all(groups(json, pointer, depth), pointer));
      case "$or" -> List.of(any(groups(json, pointer, depth), pointer));
      case "$nor" -> List.of(not(any(groups(json, pointer, depth), pointer), pointer));
      case "$not" -> List.of(not(group(json, pointer, depth + 1), pointer));
      case "performed" -> performed.parse(json, pointer, depth);
      default -> key.startsWith("$") ? unknown(key, pointer) : clauses.parse(key, json, pointer);
    };
  }

  private List<Condition> groups(JsonNode json, String pointer, int depth) {
    if (!json.isArray()) {
      String detail = "expected a list of conditions, received " + ParseErrors.received(json);
      errors.add(pointer, ConditionErrorCode.EXPECTED_LIST, detail);
      return List.of();
    }
    if (json.isEmpty()) {
      errors.add(pointer, ConditionErrorCode.EMPTY_LIST, "expected at least one condition");
      return List.of();
    }
    List<Condition> groups = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      groups.add(group(json.get(i), pointer + "/" + i, depth + 1));
    }
    return groups;
  }

  private List<Condition> unknown(String key, String pointer) {
    String detail =
        "expected a path, $and, $or, $nor, $not or performed, received " + ParseErrors.quoted(key);
    errors.add(pointer, ConditionErrorCode.UNKNOWN_OPERATOR, detail);
    return List.of();
  }

  private Condition all(List<Condition> parts, String pointer) {
    if (parts.size() < 2) {
      return Condition.allOf(parts);
    }
    errors.countNode(pointer);
    return new And(parts);
  }

  private Condition any(List<Condition> parts, String pointer) {
    if (parts.size() < 2) {
      return Condition.allOf(parts);
    }
    errors.countNode(pointer);
    return new Or(parts);
  }

  private Condition not(Condition part, String pointer) {
    errors.countNode(pointer);
    return new Not(part);
  }

  private static void reportDepth(ParseErrors errors, String pointer) {
    String detail = "expected at most " + ConditionLimits.MAX_DEPTH + " levels of groups";
    errors.add(pointer, ConditionErrorCode.TOO_DEEP, detail);
  }

  private static int depth(Condition condition) {
    return switch (condition) {
      case And(List<Condition> parts) ->
          1 + parts.stream().mapToInt(ConditionParser::depth).max().orElse(0);
      case Or(List<Condition> parts) ->
          1 + parts.stream().mapToInt(ConditionParser::depth).max().orElse(0);
      case Not(Condition part) -> 1 + depth(part);
      case Condition.Performed performed -> 1 + depth(performed.where());
      case Condition.Always a -> 1;
      case Condition.Leaf leaf -> 1;
    };
  }
}
