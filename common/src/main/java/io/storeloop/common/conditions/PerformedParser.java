package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Performed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code performed}: what was done, with which fields, within which span, how often. */
final class PerformedParser {
  private static final Set<String> FIELDS = Set.of("type", "where", "within", "count");

  private final Vocabulary vocabulary;
  private final ParseErrors errors;

  PerformedParser(Vocabulary vocabulary, ParseErrors errors) {
    this.vocabulary = vocabulary;
    this.errors = errors;
  }

  /** The node; empty if it was faulty beyond repair, which is reported. */
  List<Condition> parse(JsonNode json, String pointer, int depth) {
    if (vocabulary.eventTypes().isEmpty()) {
      errors.add(pointer, ConditionErrorCode.PERFORMED_NOT_ALLOWED, "performed cannot stand here");
      return List.of();
    }
    if (!json.isObject()) {
      String detail = "expected an object, received " + ParseErrors.received(json);
      errors.add(pointer, ConditionErrorCode.EXPECTED_OBJECT, detail);
      return List.of();
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!FIELDS.contains(member.getKey())) {
        String detail =
            "expected type, where, within or count, received "
                + ParseErrors.quoted(member.getKey());
        errors.add(
            ParseErrors.member(pointer, member.getKey()), ConditionErrorCode.UNKNOWN_FIELD, detail);
      }
    }
    errors.countNode(pointer);
    Optional<String> type = type(json, pointer);
    Condition where = where(json, pointer, depth);
    Within within = within(json, pointer);
    CountRange count = count(json, pointer);
    return type.isEmpty() ? List.of() : List.of(new Performed(type.get(), where, within, count));
  }

  private Optional<String> type(JsonNode json, String pointer) {
    JsonNode type = json.get("type");
    if (type == null) {
      String detail = "expected one of " + String.join(", ", vocabulary.eventTypes());
      errors.add(pointer, ConditionErrorCode.MISSING_EVENT_TYPE, detail);
      return Optional.empty();
    }
    if (!type.isString() || !vocabulary.eventTypes().contains(type.stringValue())) {
      String received = ParseErrors.received(type);
      String hint =
          type.isString()
              ? Suggestion.closest(type.stringValue(), vocabulary.eventTypes().stream())
                  .map(meant -> ", did you mean \"" + meant + "\"?")
                  .orElse("")
              : "";
      String detail = "expected one of %s, received %s%s";
      errors.add(
          pointer + "/type",
          ConditionErrorCode.UNKNOWN_EVENT_TYPE,
          detail.formatted(String.join(", ", vocabulary.eventTypes()), received, hint));
      return Optional.empty();
    }
    return Optional.of(type.stringValue());
  }

  private Condition where(JsonNode json, String pointer, int depth) {
    JsonNode where = json.get("where");
    return where == null || (where.isObject() && where.isEmpty())
        ? Condition.ALWAYS
        : ConditionParser.parse(
            where, vocabulary.ofEvents(), errors, pointer + "/where", depth + 1);
  }

  private @Nullable Within within(JsonNode json, String pointer) {
    JsonNode within = json.get("within");
    if (within == null) {
      return null;
    }
    if (!within.isString()) {
      reportWithin(
          "expected an ISO 8601 period such as \"P30D\", received " + ParseErrors.received(within),
          pointer);
      return null;
    }
    try {
      return Within.parse(within.stringValue());
    } catch (IllegalArgumentException e) {
      reportWithin(
          e.getMessage() + ", received " + ParseErrors.quoted(within.stringValue()), pointer);
      return null;
    }
  }

  private void reportWithin(String detail, String pointer) {
    errors.add(pointer + "/within", ConditionErrorCode.INVALID_WITHIN, detail);
  }

  private CountRange count(JsonNode json, String pointer) {
    JsonNode count = json.get("count");
    return count == null
        ? CountRange.AT_LEAST_ONCE
        : new CountParser(errors).parse(count, pointer + "/count");
  }
}
