package io.storeloop.common.conditions;

import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Reads how often: a whole number, or {@code $eq}, {@code $gt}, {@code $gte}, {@code $lt}, {@code
 * $lte} of whole numbers.
 */
final class CountParser {
  private final ParseErrors errors;

  CountParser(ParseErrors errors) {
    this.errors = errors;
  }

  CountRange parse(JsonNode json, String pointer) {
    if (!json.isObject()) {
      OptionalLong exactly = whole(json, pointer);
      return exactly.isPresent()
          ? range(exactly.getAsLong(), exactly.getAsLong(), pointer)
          : CountRange.AT_LEAST_ONCE;
    }
    if (json.isEmpty()) {
      errors.add(pointer, ConditionErrorCode.EMPTY_OBJECT, "expected $eq, $gt, $gte, $lt or $lte");
      return CountRange.AT_LEAST_ONCE;
    }
    long min = 0;
    long max = Long.MAX_VALUE;
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String at = ParseErrors.member(pointer, member.getKey());
      OptionalLong bound = whole(member.getValue(), at);
      if (bound.isEmpty()) {
        return CountRange.AT_LEAST_ONCE;
      }
      long value = bound.getAsLong();
      switch (member.getKey()) {
        case "$eq" -> {
          min = Math.max(min, value);
          max = Math.min(max, value);
        }
        case "$gte" -> min = Math.max(min, value);
        case "$gt" -> min = Math.max(min, value + 1);
        case "$lte" -> max = Math.min(max, value);
        case "$lt" -> max = Math.min(max, value - 1);
        default -> {
          String detail =
              "expected $eq, $gt, $gte, $lt or $lte, received "
                  + ParseErrors.quoted(member.getKey());
          errors.add(at, ConditionErrorCode.UNKNOWN_OPERATOR, detail);
        }
      }
    }
    return range(min, max, pointer);
  }

  private OptionalLong whole(JsonNode json, String pointer) {
    if (json.isIntegralNumber() && json.bigIntegerValue().bitLength() < Integer.SIZE) {
      long value = json.longValue();
      if (value >= 0 && value <= ConditionLimits.MAX_COUNT) {
        return OptionalLong.of(value);
      }
    }
    String detail =
        "expected a whole number from 0 to "
            + ConditionLimits.MAX_COUNT
            + ", received "
            + ParseErrors.received(json);
    errors.add(pointer, ConditionErrorCode.INVALID_COUNT, detail);
    return OptionalLong.empty();
  }

  private CountRange range(long min, long max, String pointer) {
    if (min > max || min > ConditionLimits.MAX_COUNT) {
      errors.add(
          pointer, ConditionErrorCode.INVALID_COUNT, "expected a range that some number meets");
      return CountRange.AT_LEAST_ONCE;
    }
    return new CountRange(min, max == Long.MAX_VALUE ? null : max);
  }
}
