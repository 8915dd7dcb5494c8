package io.storeloop.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Arrival ARRIVAL = Arrival.inCall("test", NOW, 0);

  private final EventRules rules = new EventRules();

  private static Map<String, Object> aView() {
    return new HashMap<>(
        Map.of(
            "messageId", "m-1",
            "type", "view",
            "userId", "anna",
            "itemId", "shoes",
            "timestamp", "2026-03-01T11:00:00Z"));
  }

  private static Map<String, Object> aViewWith(String field, Object value) {
    Map<String, Object> view = aView();
    view.put(field, value);
    return view;
  }

  private Judgement.Sound sound(Map<String, Object> fields) {
    return (Judgement.Sound) rules.judge(fields, ARRIVAL);
  }

  @Test
  void aSoundEventIsTakenAsItIs() {
    Judgement.Sound judged = sound(aView());

    assertThat(judged.repairs()).isEmpty();
    assertThat(judged.event().type()).isEqualTo(EventType.VIEW);
    assertThat(judged.event().occurredAt()).isEqualTo("2026-03-01T11:00:00Z");
    assertThat(judged.event().receivedAt()).isEqualTo(NOW);
    assertThat(judged.event().source()).isEqualTo("test");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("colour", "blue", "unknown_field"),
        Arguments.of("type", 7, "wrong_type"),
        Arguments.of("properties", List.of(), "wrong_type"),
        Arguments.of("itemId", "a\0", "nul_character"),
        Arguments.of("properties", Map.of("a", List.of(Map.of("b\0", 1))), "nul_character"),
        Arguments.of("itemId", "a\ud800b", "lone_surrogate"),
        Arguments.of("itemId", "a\udc00", "lone_surrogate"),
        Arguments.of("userId", "x".repeat(257), "text_too_long"),
        Arguments.of("query", "x".repeat(1001), "text_too_long"),
        Arguments.of("properties", many(257), "too_many_properties"),
        Arguments.of("properties", Map.of("a", many(256)), "too_many_properties"),
        Arguments.of("properties", Map.of("a", new BigDecimal("1e999999999")), "invalid_number"),
        Arguments.of("type", "look", "unknown_type"),
        Arguments.of("timestamp", "now", "invalid_timestamp"),
        Arguments.of("timestamp", "1969-12-31T23:59:59Z", "invalid_timestamp"),
        Arguments.of("timestamp", "2026-03-02T12:00:00.000001Z", "too_far_in_future"),
        Arguments.of("sentAt", "now", "invalid_timestamp"),
        Arguments.of("sentAt", 7, "wrong_type"),
        Arguments.of("quantity", 0, "invalid_quantity"),
        Arguments.of("quantity", 1_000_001, "invalid_quantity"),
        Arguments.of("quantity", new BigDecimal("1.9"), "invalid_quantity"),
        Arguments.of("quantity", "many", "invalid_quantity"),
        Arguments.of("price", -1, "invalid_price"),
        Arguments.of("price", new BigDecimal("1000000000.0001"), "invalid_price"),
        Arguments.of("price", new BigDecimal("1e999999999"), "invalid_price"),
        Arguments.of("price", new BigDecimal("1e-999999999"), "invalid_price"),
        Arguments.of("price", "NaN", "invalid_price"),
        Arguments.of("currency", "XYZ", "invalid_currency"),
        Arguments.of("rating", 11, "invalid_rating"),
        Arguments.of("position", -1, "invalid_position"),
        Arguments.of("durationMillis", 86_400_001, "invalid_duration"));
  }

  private static Map<String, Object> many(int count) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < count; i++) {
      properties.put("p" + i, 1);
    }
    return properties;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsRefusedByName(String field, Object value, String code) {
    Judgement judged = rules.judge(aViewWith(field, value), ARRIVAL);

    assertThat(judged).isInstanceOf(Judgement.Refused.class);
    assertThat(((Judgement.Refused) judged).refusal().code()).isEqualTo(code);
    assertThat(((Judgement.Refused) judged).refusal().pointer()).startsWith("/" + field);
  }

  static Stream<Arguments> bounds() {
    return Stream.of(
        Arguments.of("timestamp", "2026-03-02T12:00:00Z"),
        Arguments.of("timestamp", "1970-01-01T00:00:00Z"),
        Arguments.of("quantity", 1_000_000),
        Arguments.of("quantity", new BigDecimal("2.0")),
        Arguments.of("price", 0),
        Arguments.of("price", 1_000_000_000),
        Arguments.of("rating", new BigDecimal("4.5")),
        Arguments.of("position", 0),
        Arguments.of("durationMillis", 86_400_000),
        Arguments.of("itemId", "\ud83d\udc5f"),
        Arguments.of("userId", "x".repeat(256)),
        Arguments.of("properties", many(256)),
        Arguments.of("receivedAt", "whenever"),
        Arguments.of("source", "elsewhere"));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void whatLiesOnABoundIsTaken(String field, Object value) {
    assertThat(sound(aViewWith(field, value)).repairs()).isEmpty();
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        Arguments.of("userId", 7, "numeric_id"),
        Arguments.of("userId", " anna ", "trimmed_id"),
        Arguments.of("sessionId", "  ", "blank_id"),
        Arguments.of("price", "19.90", "number_in_text"),
        Arguments.of("price", new BigDecimal("19.990000000000002"), "price_rounded"),
        Arguments.of("currency", "eur", "currency_case"));
  }

  @ParameterizedTest
  @MethodSource("slips")
  void aSlipIsMendedAndNamed(String field, Object value, String rule) {
    assertThat(sound(aViewWith(field, value)).repairs()).containsExactly(rule);
  }

  @Test
  void mendedValuesAreWhatTheSenderMeant() {
    Map<String, Object> fields = aViewWith("price", new BigDecimal("19.990000000000002"));
    fields.put("currency", "eur");
    fields.put("userId", " anna ");

    Event event = sound(fields).event();

    assertThat(event.price()).isEqualByComparingTo("19.99");
    assertThat(event.currency()).isEqualTo("EUR");
    assertThat(event.userId()).isEqualTo("anna");
  }

  @Test
  void nullCountsAsAbsent() {
    Map<String, Object> fields = aView();
    fields.put("price", null);

    assertThat(sound(fields).event().price()).isNull();
  }

  @Test
  void oneOfTheTwoIdsIsNeeded() {
    Map<String, Object> nobody = aView();
    nobody.remove("userId");

    assertThat(((Judgement.Refused) rules.judge(nobody, ARRIVAL)).refusal().code())
        .isEqualTo("missing_user");
    nobody.put("anonymousId", "browser-7");
    assertThat(sound(nobody).event().anonymousId()).isEqualTo("browser-7");
  }

  @Test
  void aPurchaseWithoutQuantityIsOfOneUnit() {
    assertThat(sound(aViewWith("type", "purchase")).event().quantity()).isEqualTo(1);
    assertThat(sound(aView()).event().quantity()).isNull();
  }

  @Test
  void anEventWithoutTimeHappenedWhenItArrived() {
    Map<String, Object> fields = aView();
    fields.remove("timestamp");

    Judgement.Sound judged = sound(fields);

    assertThat(judged.event().occurredAt()).isEqualTo(NOW);
    assertThat(judged.repairs()).containsExactly("missing_timestamp");
  }

  @Test
  void anEventIsTooOldBeforeTheEarliestThatItsDoorTakes() {
    Arrival bounded = ARRIVAL.notBefore(Instant.parse("2016-03-01T12:00:00Z"));
    Map<String, Object> old = aViewWith("timestamp", "2016-03-01T11:59:59.999999Z");

    Judgement.Refused refused = (Judgement.Refused) rules.judge(old, bounded);

    assertThat(refused.refusal().code()).isEqualTo("too_old");
    assertThat(refused.refusal().pointer()).isEqualTo("/timestamp");
    assertThat(rules.judge(aViewWith("timestamp", "2016-03-01T12:00:00Z"), bounded))
        .isInstanceOf(Judgement.Sound.class);
    assertThat(rules.judge(old, Arrival.inFile("import:x", NOW, "import:x", 0)))
        .isInstanceOf(Judgement.Sound.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-03-01T11:00:00Z, 2016-03-01T11:00:30Z, 2026-03-01T11:59:30Z, clock_corrected",
    "2036-03-01T11:00:00Z, 2036-03-01T12:00:00Z, 2026-03-01T11:00:00Z, clock_corrected",
    "2026-03-01T11:00:00Z, 2026-03-01T11:55:00Z, 2026-03-01T11:00:00Z, ''",
    "2026-03-01T11:00:00Z, 2026-03-01T12:05:00Z, 2026-03-01T11:00:00Z, ''",
    "2026-03-01T11:00:00Z, 2026-03-01T12:05:01Z, 2026-03-01T10:54:59Z, clock_corrected"
  })
  void aClockThatIsWrongIsCorrectedByTheTimeOfSending(
      String timestamp, String sentAt, Instant occurredAt, String repair) {
    Map<String, Object> fields = aViewWith("timestamp", timestamp);
    fields.put("sentAt", sentAt);

    Judgement.Sound judged = sound(fields);

    assertThat(judged.event().occurredAt()).isEqualTo(occurredAt);
    assertThat(String.join(",", judged.repairs())).isEqualTo(repair);
  }

  @Test
  void theSameEventSentLaterIsTheSameEvent() {
    Map<String, Object> fields = aViewWith("sentAt", "2026-03-01T11:59:00Z");
    fields.remove("messageId");
    Map<String, Object> again = new HashMap<>(fields);
    again.put("sentAt", "2026-03-01T12:00:00Z");

    assertThat(sound(again).event().messageId()).isEqualTo(sound(fields).event().messageId());
  }

  @Test
  void equalContentWithATimeIsTheSameEvent() {
    Map<String, Object> fields = aView();
    fields.remove("messageId");

    String first = sound(fields).event().messageId();
    Judgement later = rules.judge(fields, Arrival.inCall("test", NOW.plusSeconds(60), 3));

    assertThat(((Judgement.Sound) later).event().messageId()).isEqualTo(first);
  }

  @Test
  void equalContentWithoutATimeIsAnotherActionUnlessTheFileIsReadAgain() {
    Map<String, Object> fields = aView();
    fields.keySet().removeAll(List.of("messageId", "timestamp"));

    List<String> ids =
        Stream.of(
                Arrival.inCall("test", NOW, 0),
                Arrival.inCall("test", NOW, 1),
                Arrival.inCall("test", NOW.plusMillis(1), 0),
                Arrival.inFile("import:x", NOW, "file", 5),
                Arrival.inFile("import:x", NOW.plusSeconds(9), "file", 5))
            .map(arrival -> ((Judgement.Sound) rules.judge(fields, arrival)).event().messageId())
            .toList();

    assertThat(ids.subList(0, 4)).doesNotHaveDuplicates();
    assertThat(ids.get(4)).isEqualTo(ids.get(3));
  }

  @Test
  void nothingSentIsRefusedNotFeared() {
    assertThat(rules.judge(Collections.emptyMap(), ARRIVAL)).isInstanceOf(Judgement.Refused.class);
  }
}
