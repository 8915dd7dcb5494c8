package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Value.BooleanValue;
import io.storeloop.common.conditions.Value.InstantValue;
import io.storeloop.common.conditions.Value.NumberValue;
import io.storeloop.common.conditions.Value.OpaqueValue;
import io.storeloop.common.conditions.Value.TextListValue;
import io.storeloop.common.conditions.Value.TextValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a condition as canonical JSON; {@link ConditionParser} reads the same condition back. */
public final class ConditionWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConditionWriter() {}

  public static ObjectNode write(Condition condition) {
    return switch (condition) {
      case Always() -> JSON.objectNode();
      case And(List<Condition> parts) ->
          merged(parts).orElseGet(() -> JSON.objectNode().set("$and", list(parts)));
      case Or(List<Condition> parts) -> JSON.objectNode().set("$or", list(parts));
      case Not(Condition part) -> JSON.objectNode().set("$not", write(part));
      case Compare(String path, Operator operator, Value expected) ->
          operator == Operator.EQ
              ? JSON.objectNode().set(path, write(expected))
              : operation(path, operator.symbol(), write(expected));
      case OneOf(String path, List<Value> expected, boolean negated) ->
          operation(path, negated ? "$nin" : "$in", values(expected));
      case Exists(String path, boolean expected) ->
          operation(path, "$exists", JSON.booleanNode(expected));
      case Contains(String path, String element) -> JSON.objectNode().put(path, element);
      case Performed performed -> JSON.objectNode().set("performed", write(performed));
    };
  }

  public static JsonNode write(Value value) {
    return switch (value) {
      case NumberValue(BigDecimal number) -> number(number);
      case TextValue(String text) -> JSON.stringNode(text);
      case BooleanValue(boolean truth) -> JSON.booleanNode(truth);
      case InstantValue instant -> JSON.stringNode(instant.toString());
      case TextListValue(List<String> texts) -> {
        ArrayNode list = JSON.arrayNode();
        texts.forEach(list::add);
        yield list;
      }
      case OpaqueValue() -> JSON.objectNode();
    };
  }

  /**
   * The parts as one object, if reading it gives the same parts: none is itself a group of this
   * kind, and no key comes twice unless two neighbours use different operators on one path.
   */
  private static Optional<ObjectNode> merged(List<Condition> parts) {
    ObjectNode merged = JSON.objectNode();
    String last = "";
    for (Condition part : parts) {
      if (part instanceof And || part instanceof Always) {
        return Optional.empty();
      }
      Map.Entry<String, JsonNode> member = write(part).properties().iterator().next();
      JsonNode present = merged.get(member.getKey());
      if (present == null) {
        merged.set(member.getKey(), member.getValue());
      } else if (!isPath(last)
          || !member.getKey().equals(last)
          || !joined(present, member.getValue())) {
        return Optional.empty();
      }
      last = member.getKey();
    }
    return Optional.of(merged);
  }

  private static boolean isPath(String key) {
    return !key.startsWith("$") && !key.equals("performed");
  }

  private static boolean joined(JsonNode present, JsonNode added) {
    if (!(present instanceof ObjectNode operators) || !(added instanceof ObjectNode more)) {
      return false;
    }
    Map.Entry<String, JsonNode> operator = more.properties().iterator().next();
    return operator.getKey().startsWith("$")
        && !operators.has(operator.getKey())
        && operators.set(operator.getKey(), operator.getValue()) != null;
  }

  private static ObjectNode write(Performed performed) {
    ObjectNode node = JSON.objectNode().put("type", performed.type());
    if (!(performed.where() instanceof Always)) {
      node.set("where", write(performed.where()));
    }
    if (performed.within() != null) {
      node.put("within", performed.within().toString());
    }
    if (!performed.count().equals(CountRange.AT_LEAST_ONCE)) {
      node.set("count", write(performed.count()));
    }
    return node;
  }

  private static ObjectNode write(CountRange count) {
    Long max = count.max();
    if (max != null && max == count.min()) {
      return JSON.objectNode().put("$eq", max);
    }
    ObjectNode node = JSON.objectNode();
    if (count.min() > 0 || max == null) {
      node.put("$gte", count.min());
    }
    return max == null ? node : node.put("$lte", max);
  }

  private static ObjectNode operation(String path, String operator, JsonNode expected) {
    return JSON.objectNode().set(path, JSON.objectNode().set(operator, expected));
  }

  private static ArrayNode list(List<Condition> parts) {
    ArrayNode list = JSON.arrayNode();
    parts.forEach(part -> list.add(write(part)));
    return list;
  }

  private static ArrayNode values(List<Value> values) {
    ArrayNode list = JSON.arrayNode();
    values.forEach(value -> list.add(write(value)));
    return list;
  }

  private static JsonNode number(BigDecimal number) {
    if (number.scale() > 0) {
      return JSON.numberNode(number);
    }
    BigDecimal whole = number.setScale(0);
    return whole.precision() <= 18
        ? JSON.numberNode(whole.longValueExact())
        : JSON.numberNode(number);
  }
}
