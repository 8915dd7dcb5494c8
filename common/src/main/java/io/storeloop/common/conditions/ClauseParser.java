package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what stands beside a path: a literal, or an object of operators. */
final class ClauseParser {
  private static final String OPERATORS =
      "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists or $not";

  private final Vocabulary vocabulary;
  private final ParseErrors errors;
  private final ValueParser values;

  ClauseParser(Vocabulary vocabulary, ParseErrors errors) {
    this.vocabulary = vocabulary;
    this.errors = errors;
    this.values = new ValueParser(errors);
  }

  /** The clauses of one path; empty if it was faulty, which is reported. */
  List<Condition> parse(String path, JsonNode json, String pointer) {
    Optional<ValueType> type = type(path, pointer);
    if (type.isEmpty()) {
      return List.of();
    }
    return json.isObject()
        ? operators(path, type.get(), json, pointer, true)
        : comparison(path, type.get(), Operator.EQ, json, pointer);
  }

  private Optional<ValueType> type(String path, String pointer) {
    if (path.length() > ConditionLimits.MAX_PATH_LENGTH
        || path.codePoints().anyMatch(Texts::isInvisible)) {
      String detail =
          "expected a path of at most %d visible characters, received %s"
              .formatted(ConditionLimits.MAX_PATH_LENGTH, ParseErrors.quoted(path));
      errors.add(pointer, ConditionErrorCode.INVALID_PATH, detail);
      return Optional.empty();
    }
    Optional<ValueType> type = vocabulary.type(path);
    if (type.isEmpty()) {
      String hint =
          vocabulary.suggest(path).map(meant -> ", did you mean \"" + meant + "\"?").orElse("");
      errors.add(pointer, vocabulary.unknownName(), "unknown " + ParseErrors.quoted(path) + hint);
    }
    return type;
  }

  private List<Condition> operators(
      String path, ValueType type, JsonNode json, String pointer, boolean mayNegate) {
    if (json.isEmpty()) {
      errors.add(pointer, ConditionErrorCode.EMPTY_OBJECT, "expected at least one of " + OPERATORS);
      return List.of();
    }
    List<Condition> clauses = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String at = ParseErrors.member(pointer, member.getKey());
      clauses.addAll(
          member.getKey().equals("$not") && mayNegate
              ? negation(path, type, member.getValue(), at)
              : operator(path, type, member.getKey(), member.getValue(), at));
    }
    return clauses;
  }

  private List<Condition> operator(
      String path, ValueType type, String symbol, JsonNode json, String pointer) {
    return switch (symbol) {
      case "$in" -> oneOf(path, type, json, false, pointer);
      case "$nin" -> oneOf(path, type, json, true, pointer);
      case "$exists" -> exists(path, json, pointer);
      default -> {
        Optional<Operator> operator = Operator.ofSymbol(symbol);
        if (operator.isEmpty()) {
          String detail = "expected " + OPERATORS + ", received " + ParseErrors.quoted(symbol);
          errors.add(pointer, ConditionErrorCode.UNKNOWN_OPERATOR, detail);
          yield List.of();
        }
        yield comparison(path, type, operator.get(), json, pointer);
      }
    };
  }

  private List<Condition> negation(String path, ValueType type, JsonNode json, String pointer) {
    if (!json.isObject()) {
      String detail = "expected an object of operators, received " + ParseErrors.received(json);
      errors.add(pointer, ConditionErrorCode.EXPECTED_OBJECT, detail);
      return List.of();
    }
    List<Condition> clauses = operators(path, type, json, pointer, false);
    if (clauses.isEmpty()) {
      return List.of();
    }
    if (clauses.size() > 1) {
      errors.countNode(pointer);
    }
    return List.of(counted(new Not(Condition.allOf(clauses)), pointer));
  }

  private List<Condition> comparison(
      String path, ValueType type, Operator operator, JsonNode json, String pointer) {
    if (!type.allows(operator)
        || (operator.isOrdering() && type == ValueType.SCALAR && json.isBoolean())) {
      String detail = "%s has no order; expected $eq, $ne, $in, $nin or $exists, received %s";
      errors.add(
          pointer,
          ConditionErrorCode.OPERATOR_NOT_ALLOWED,
          detail.formatted(ParseErrors.quoted(path), operator.symbol()));
      return List.of();
    }
    return values
        .scalar(json, type, pointer)
        .map(value -> comparison(path, type, operator, value, pointer))
        .orElse(List.of());
  }

  private List<Condition> comparison(
      String path, ValueType type, Operator operator, Value value, String pointer) {
    if (type == ValueType.STRING_LIST && value instanceof TextValue(String element)) {
      Condition contains = counted(new Contains(path, element), pointer);
      return List.of(operator == Operator.EQ ? contains : counted(new Not(contains), pointer));
    }
    return List.of(counted(new Compare(path, operator, value), pointer));
  }

  private List<Condition> oneOf(
      String path, ValueType type, JsonNode json, boolean negated, String pointer) {
    List<Value> expected = values.list(json, type, pointer);
    return expected.isEmpty()
        ? List.of()
        : List.of(counted(new OneOf(path, expected, negated), pointer));
  }

  private List<Condition> exists(String path, JsonNode json, String pointer) {
    return values
        .scalar(json, ValueType.BOOLEAN, pointer)
        .map(value -> List.of(counted(new Exists(path, value.equals(Value.of(true))), pointer)))
        .orElse(List.of());
  }

  private Condition counted(Condition condition, String pointer) {
    errors.countNode(pointer);
    return condition;
  }
}
