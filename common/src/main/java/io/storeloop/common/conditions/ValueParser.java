package io.storeloop.common.conditions;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the literals of a condition in the type of the path they stand beside. */
final class ValueParser {
  private static final int MAX_DIGITS_IN_BITS = 128;
  private static final int MAX_YEAR = 9999;

  private final ParseErrors errors;

  ValueParser(ParseErrors errors) {
    this.errors = errors;
  }

  /** The values of {@code $in}; the faulty ones are reported and left out. */
  List<Value> list(JsonNode json, ValueType type, String pointer) {
    if (!json.isArray()) {
      errors.add(
          pointer,
          ConditionErrorCode.EXPECTED_LIST,
          "expected a list, received " + ParseErrors.received(json));
      return List.of();
    }
    if (json.isEmpty()) {
      errors.add(pointer, ConditionErrorCode.EMPTY_LIST, "expected at least one value");
      return List.of();
    }
    if (json.size() > ConditionLimits.MAX_LIST_VALUES) {
      String detail =
          "expected at most "
              + ConditionLimits.MAX_LIST_VALUES
              + " values, received "
              + json.size();
      errors.add(pointer, ConditionErrorCode.LIST_TOO_LONG, detail);
      return List.of();
    }
    errors.countValues(json.size(), pointer);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      scalar(json.get(i), type, pointer + "/" + i).ifPresent(values::add);
    }
    return values;
  }

  /** One value of the type; empty if it was faulty, which is reported. */
  Optional<Value> scalar(JsonNode json, ValueType type, String pointer) {
    return switch (type) {
      case NUMBER -> json.isNumber() ? number(json, pointer) : wrongType(json, type, pointer);
      case STRING, STRING_LIST ->
          json.isString() ? text(json, pointer) : wrongType(json, type, pointer);
      case BOOLEAN ->
          json.isBoolean()
              ? Optional.of(Value.of(json.booleanValue()))
              : wrongType(json, type, pointer);
      case INSTANT ->
          json.isString() ? instant(json.stringValue(), pointer) : wrongType(json, type, pointer);
      case SCALAR -> anyScalar(json, pointer);
    };
  }

  private Optional<Value> anyScalar(JsonNode json, String pointer) {
    if (json.isNumber()) {
      return number(json, pointer);
    }
    if (json.isString()) {
      return text(json, pointer);
    }
    return json.isBoolean()
        ? Optional.of(Value.of(json.booleanValue()))
        : wrongType(json, ValueType.SCALAR, pointer);
  }

  private Optional<Value> wrongType(JsonNode json, ValueType type, String pointer) {
    String hint =
        json.isNull() ? "; to ask whether there is a value, use {\"$exists\": false}" : "";
    String detail =
        "expected " + type.literal() + ", received " + ParseErrors.received(json) + hint;
    errors.add(pointer, ConditionErrorCode.WRONG_TYPE, detail);
    return Optional.empty();
  }

  /**
   * Looks at the size of a number before any arithmetic: 1e999999999 is small on the wire and
   * endless in memory.
   */
  private Optional<Value> number(JsonNode json, String pointer) {
    if (json.isIntegralNumber() && json.bigIntegerValue().bitLength() > MAX_DIGITS_IN_BITS) {
      return numberOutOfRange(pointer);
    }
    if ((json.isDouble() || json.isFloat()) && !Double.isFinite(json.doubleValue())) {
      return numberOutOfRange(pointer);
    }
    BigDecimal number =
        json.isFloat() ? new BigDecimal(json.numberValue().toString()) : json.decimalValue();
    boolean fits =
        Math.abs((long) number.scale()) <= ConditionLimits.MAX_NUMBER_SCALE
            && number.unscaledValue().bitLength() <= MAX_DIGITS_IN_BITS
            && number.precision() <= ConditionLimits.MAX_NUMBER_PRECISION;
    return fits ? Optional.of(Value.of(number)) : numberOutOfRange(pointer);
  }

  private Optional<Value> numberOutOfRange(String pointer) {
    String detail =
        "expected a finite number of at most %d significant digits and an exponent between -%d and %d"
            .formatted(
                ConditionLimits.MAX_NUMBER_PRECISION,
                ConditionLimits.MAX_NUMBER_SCALE,
                ConditionLimits.MAX_NUMBER_SCALE);
    errors.add(pointer, ConditionErrorCode.NUMBER_OUT_OF_RANGE, detail);
    return Optional.empty();
  }

  private Optional<Value> text(JsonNode json, String pointer) {
    String text = json.stringValue();
    if (text.length() > ConditionLimits.MAX_TEXT_LENGTH) {
      String detail =
          "expected at most "
              + ConditionLimits.MAX_TEXT_LENGTH
              + " characters, received "
              + text.length();
      errors.add(pointer, ConditionErrorCode.TEXT_TOO_LONG, detail);
      return Optional.empty();
    }
    if (!Texts.isStorable(text)) {
      String detail =
          "expected a string without NUL and without half a surrogate pair, received "
              + ParseErrors.quoted(text);
      errors.add(pointer, ConditionErrorCode.INVALID_TEXT, detail);
      return Optional.empty();
    }
    return Optional.of(Value.of(text));
  }

  private Optional<Value> instant(String text, String pointer) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      int year = instant.atOffset(java.time.ZoneOffset.UTC).get(ChronoField.YEAR);
      if (year >= 1 && year <= MAX_YEAR) {
        return Optional.of(Value.of(instant));
      }
    } catch (DateTimeException e) {
      return invalidInstant(text, pointer);
    }
    return invalidInstant(text, pointer);
  }

  private Optional<Value> invalidInstant(String text, String pointer) {
    String detail =
        "expected "
            + ValueType.INSTANT.literal()
            + " in the years 1 to 9999, received "
            + ParseErrors.quoted(text);
    errors.add(pointer, ConditionErrorCode.INVALID_INSTANT, detail);
    return Optional.empty();
  }
}
