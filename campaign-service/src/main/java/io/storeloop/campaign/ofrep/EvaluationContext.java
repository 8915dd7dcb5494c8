package io.storeloop.campaign.ofrep;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.FlagDecisions.Asking;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads who asks from the body of an evaluation request. */
sealed interface EvaluationContext {
  int LONGEST_KEY = 256;
  int LONGEST_CONTEXT = 4000;
  String TARGETING_KEY = "targetingKey";
  String ANONYMOUS = "anonymous";

  /** The body is understood. */
  record Understood(Asking asking) implements EvaluationContext {}

  /** It is not; the code is one of OpenFeature's. */
  record Refused(String errorCode, String errorDetails) implements EvaluationContext {}

  static EvaluationContext read(
      JsonMapper json, byte @Nullable [] body, @Nullable String acceptLanguage) {
    JsonNode request;
    try {
      request = json.readTree(body == null ? new byte[0] : body);
    } catch (JacksonException garbage) {
      return new Refused("PARSE_ERROR", "the body is not JSON");
    }
    JsonNode context = request.path("context");
    if (!request.isObject() && !request.isMissingNode()) {
      return new Refused("PARSE_ERROR", "expected an object with a context");
    }
    if (!context.isObject() && !context.isMissingNode() && !context.isNull()) {
      return new Refused("INVALID_CONTEXT", "expected the context to be an object");
    }
    JsonNode key = context.path(TARGETING_KEY);
    if (!key.isString() || key.stringValue().isBlank()) {
      return new Refused(
          "TARGETING_KEY_MISSING",
          "expected context.targetingKey: the userId, or with context.anonymous the anonymousId");
    }
    return understood(key.stringValue(), (ObjectNode) context, acceptLanguage);
  }

  private static EvaluationContext understood(
      String key, ObjectNode context, @Nullable String acceptLanguage) {
    String text = context.toString();
    if (key.length() > LONGEST_KEY || text.length() > LONGEST_CONTEXT) {
      return new Refused(
          "INVALID_CONTEXT",
          "expected at most %d characters of targetingKey and %d of context"
              .formatted(LONGEST_KEY, LONGEST_CONTEXT));
    }
    if (text.contains("\\u0000") || isUnstorable(text) || isUnstorable(key)) {
      return new Refused("INVALID_CONTEXT", "the context holds U+0000 or half a surrogate pair");
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    context.properties().forEach(member -> kept.set(member.getKey(), member.getValue()));
    kept.remove(TARGETING_KEY);
    boolean anonymous = context.path(ANONYMOUS).asBoolean(false);
    Shopper shopper = anonymous ? new Shopper(null, key) : new Shopper(key, null);
    return new Understood(new Asking(shopper, kept, acceptLanguage));
  }

  private static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(codePoint -> codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF));
  }
}
