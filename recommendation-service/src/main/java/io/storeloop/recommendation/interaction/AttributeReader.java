package io.storeloop.recommendation.interaction;

import io.storeloop.common.conditions.ConditionLimits;
import io.storeloop.common.conditions.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an item's attributes from the catalogue's JSON: numbers, strings, booleans and lists of
 * strings. A structure, and a text too long for any condition to name, exists and equals nothing.
 * Beyond the first {@link #MAX_ATTRIBUTES} attributes, and the first {@link #MAX_LIST} texts of a
 * list, an item's attributes are not kept. Not thread-safe.
 */
final class AttributeReader {
  static final int MAX_ATTRIBUTES = 50;
  static final int MAX_LIST = 50;

  private static final Value OPAQUE = new Value.OpaqueValue();
  private static final Value TRUE = Value.of(true);
  private static final Value FALSE = Value.of(false);

  private final JsonMapper json;
  private final SharedTexts texts;

  AttributeReader(JsonMapper json, SharedTexts texts) {
    this.json = json;
    this.texts = texts;
  }

  /** {@code object} as the database writes it. */
  Map<String, Value> read(String object) {
    if (object.equals("{}")) {
      return Map.of();
    }
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : json.readTree(object).properties()) {
      if (attributes.size() == MAX_ATTRIBUTES) {
        break;
      }
      value(member.getValue())
          .ifPresent(value -> attributes.put(texts.shared(member.getKey()), value));
    }
    return Map.copyOf(attributes);
  }

  /** Empty for null. */
  private Optional<Value> value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> Optional.empty();
      case NUMBER -> Optional.of(Value.of(node.decimalValue()));
      case BOOLEAN -> Optional.of(node.booleanValue() ? TRUE : FALSE);
      case STRING -> Optional.of(text(node.stringValue()));
      case ARRAY -> Optional.of(list(node));
      default -> Optional.of(OPAQUE);
    };
  }

  private Value text(String text) {
    return text.length() <= ConditionLimits.MAX_TEXT_LENGTH ? Value.of(texts.shared(text)) : OPAQUE;
  }

  private Value list(JsonNode array) {
    List<String> elements = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isString()) {
        return OPAQUE;
      }
      String text = element.stringValue();
      if (elements.size() < MAX_LIST && text.length() <= ConditionLimits.MAX_TEXT_LENGTH) {
        elements.add(texts.shared(text));
      }
    }
    return Value.of(elements);
  }
}
