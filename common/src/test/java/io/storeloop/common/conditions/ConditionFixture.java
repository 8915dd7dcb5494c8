package io.storeloop.common.conditions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shoppers and conditions for tests, in words. */
final class ConditionFixture {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static final Vocabulary SHOP =
      ProfileVocabulary.profile()
          .path("lastSeenAt", ValueType.INSTANT)
          .path("subscribed", ValueType.BOOLEAN)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20_000).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ConditionFixture() {}

  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  static Condition condition(String text) {
    return ConditionParser.parse(json(text), SHOP);
  }

  static List<ConditionError> errors(JsonNode json) {
    try {
      ConditionParser.parse(json, SHOP);
    } catch (ConditionException e) {
      return e.errors();
    }
    throw new AssertionError("accepted");
  }

  static List<ConditionError> errors(String text) {
    return errors(json(text));
  }

  static Shopper shopper() {
    return new Shopper();
  }

  /** A subject that is told its values and events. */
  static final class Shopper implements Subject {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<PerformedEvent> events = new ArrayList<>();

    Shopper with(String path, Value value) {
      values.put(path, value);
      return this;
    }

    Shopper who(String type, Instant at, Map<String, Value> fields) {
      events.add(new PerformedEvent(type, at, fields));
      return this;
    }

    @Override
    public Optional<Value> value(String path) {
      return Optional.ofNullable(values.get(path));
    }

    @Override
    public long count(Condition.Performed performed, Instant now) {
      return PerformedEvent.count(events, performed, now);
    }

    boolean meets(String condition) {
      return ConditionEvaluator.matches(condition(condition), this, NOW);
    }
  }
}
