package io.storeloop.launcher.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * JSON for reading: indented, short things on one line, long ones cut with the number of what is
 * left out, fractions rounded.
 */
final class ShortJson {
  private static final int LINE = 110;
  private static final int ELEMENTS = 2;
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String STEP = "  ";

  private final int fields;

  /**
   * @param fields how many fields of an object are shown
   */
  ShortJson(int fields) {
    this.fields = fields;
  }

  String text(JsonNode json, String indent) {
    String flat = flat(json);
    if (indent.length() + flat.length() <= LINE || !json.isContainer()) {
      return flat;
    }
    List<String> parts = new ArrayList<>();
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> field : shown(json.properties())) {
        parts.add("\"%s\": %s".formatted(field.getKey(), text(field.getValue(), indent + STEP)));
      }
    } else {
      json.values().stream().limit(ELEMENTS).forEach(each -> parts.add(text(each, indent + STEP)));
    }
    int hidden = json.size() - parts.size();
    if (hidden > 0) {
      parts.add("… %d more".formatted(hidden));
    }
    String separator = ",\n" + indent + STEP;
    String open = json.isObject() ? "{" : "[";
    String close = json.isObject() ? "}" : "]";
    return open + "\n" + indent + STEP + String.join(separator, parts) + "\n" + indent + close;
  }

  private List<Map.Entry<String, JsonNode>> shown(Set<Map.Entry<String, JsonNode>> properties) {
    return properties.stream().limit(fields).toList();
  }

  private static String flat(JsonNode json) {
    if (json.isObject()) {
      return json.properties().stream()
          .map(field -> "\"%s\": %s".formatted(field.getKey(), flat(field.getValue())))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (json.isArray()) {
      return json.values().stream()
          .map(ShortJson::flat)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return json.isNumber() && !json.isIntegralNumber()
        ? rounded(json.decimalValue())
        : json.toString();
  }

  private static String rounded(BigDecimal number) {
    BigDecimal rounded =
        number.abs().compareTo(BigDecimal.ONE) < 0
            ? number.round(THREE_DIGITS)
            : number.setScale(2, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
