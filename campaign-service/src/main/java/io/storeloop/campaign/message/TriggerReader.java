package io.storeloop.campaign.message;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ProfileVocabulary;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads what makes the occasion. */
final class TriggerReader {
  /** Written out a share stays short. */
  private static final int SHARE_DECIMALS = 10;

  private static final String AT = "/trigger";
  private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
  private static final Duration CART_REST = Duration.ofHours(1);
  private static final Duration VIEWED_WITHIN = Duration.ofDays(30);
  private static final Duration LONGEST_CART = Duration.ofDays(30);
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private final JsonMistakes mistakes;

  TriggerReader(JsonMistakes mistakes) {
    this.mistakes = mistakes;
  }

  Optional<Trigger> read(JsonNode given) {
    if (!given.isObject()) {
      mistakes.add(AT, "missing_value", "expected an object with a type");
      return Optional.empty();
    }
    return switch (given.path("type").asString("")) {
      case "cart_abandoned" -> cart(given);
      case "event" -> event(given);
      case "segment_entered" -> {
        mistakes.unknown(given, AT, Set.of("type", "segment"));
        yield segment(given).map(Trigger.SegmentEntered::new);
      }
      case "price_drop" -> priceDrop(given);
      case "churn_predicted" -> {
        mistakes.unknown(given, AT, Set.of("type", "threshold"));
        yield share(given, "threshold", new BigDecimal("0.5")).map(Trigger.ChurnPredicted::new);
      }
      case "scheduled" -> scheduled(given);
      default -> {
        mistakes.add(
            AT + "/type",
            "invalid_value",
            "expected cart_abandoned, event, segment_entered, price_drop, churn_predicted or scheduled");
        yield Optional.empty();
      }
    };
  }

  private Optional<Trigger> cart(JsonNode given) {
    mistakes.unknown(given, AT, Set.of("type", "after"));
    if (!given.has("after")) {
      return Optional.of(new Trigger.CartAbandoned(CART_REST));
    }
    return duration(given, "after", SHORTEST_REST, LONGEST_CART).map(Trigger.CartAbandoned::new);
  }

  /** {@code {"type": "event", "event": "search", "where": {…}}}: a {@code performed} of one. */
  private Optional<Trigger> event(JsonNode given) {
    mistakes.unknown(given, AT, Set.of("type", "event", "where"));
    String type = given.path("event").asString("");
    if (!ProfileVocabulary.PROFILE.eventTypes().contains(type)) {
      mistakes.add(
          AT + "/event",
          "unknown_event_type",
          "expected one of " + String.join(", ", ProfileVocabulary.PROFILE.eventTypes()));
      return Optional.empty();
    }
    JsonNode where = given.path("where");
    if (where.isMissingNode() || (where.isObject() && where.isEmpty())) {
      return Optional.of(new Trigger.EventHappens(type, Condition.ALWAYS));
    }
    try {
      Condition condition = ConditionParser.parse(where, ProfileVocabulary.PROFILE.ofEvents());
      return Optional.of(new Trigger.EventHappens(type, condition));
    } catch (ConditionException refused) {
      refused
          .errors()
          .forEach(error ->
              mistakes.add(AT + "/where" + error.pointer(), error.code().code(), error.detail()));
      return Optional.empty();
    }
  }

  private Optional<Trigger> priceDrop(JsonNode given) {
    mistakes.unknown(given, AT, Set.of("type", "by", "within"));
    Optional<BigDecimal> by = share(given, "by", new BigDecimal("0.1"));
    Optional<Duration> within =
        given.has("within")
            ? duration(given, "within", Duration.ofHours(1), Duration.ofDays(90))
            : Optional.of(VIEWED_WITHIN);
    return by.isPresent() && within.isPresent()
        ? Optional.of(new Trigger.PriceDrops(by.get(), within.get()))
        : Optional.empty();
  }

  private Optional<Trigger> scheduled(JsonNode given) {
    mistakes.unknown(given, AT, Set.of("type", "at", "timeZone", "segment"));
    Optional<String> segment = given.has("segment") ? segment(given) : Optional.empty();
    var zone = mistakes.zone(given, AT);
    try {
      LocalDateTime at = LocalDateTime.parse(given.path("at").asString(""));
      if (at.getYear() >= 1970 && at.getYear() <= 9999) {
        return zone.map(found -> new Trigger.Scheduled(at, found, segment.orElse(null)));
      }
    } catch (DateTimeException notATime) {
      // said below
    }
    mistakes.add(
        AT + "/at",
        "invalid_value",
        "expected a local time such as 2026-12-01T09:00, without offset");
    return Optional.empty();
  }

  private Optional<String> segment(JsonNode given) {
    String segment = given.path("segment").asString("");
    if (SEGMENT.matcher(segment).matches()) {
      return Optional.of(segment);
    }
    mistakes.add(AT + "/segment", "missing_value", "expected the id of a segment");
    return Optional.empty();
  }

  private Optional<Duration> duration(JsonNode given, String name, Duration least, Duration most) {
    return mistakes.within(AT).duration(given, "/" + name, least, most);
  }

  private Optional<BigDecimal> share(JsonNode given, String name, BigDecimal otherwise) {
    JsonNode node = given.path(name);
    if (node.isMissingNode()) {
      return Optional.of(otherwise);
    }
    if (node.isNumber()
        && node.decimalValue().signum() > 0
        && node.decimalValue().compareTo(BigDecimal.ONE) < 0
        && node.decimalValue().scale() <= SHARE_DECIMALS) {
      return Optional.of(node.decimalValue());
    }
    mistakes.add(
        AT + "/" + name,
        "number_out_of_range",
        "expected a number between 0 and 1 with at most %d decimals".formatted(SHARE_DECIMALS));
    return Optional.empty();
  }
}
