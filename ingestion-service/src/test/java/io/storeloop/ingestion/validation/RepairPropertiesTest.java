package io.storeloop.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for every record, tried on random ones: most have slips, many have several. */
class RepairPropertiesTest {
  private static final int RECORDS = 5000;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Arrival ARRIVAL = Arrival.inCall("test", NOW, 0);

  /** What a field may hold, good and bad. */
  private static final Map<String, List<Object>> VALUES =
      Map.ofEntries(
          Map.entry("messageId", List.of("m-1", " m-1 ", "", 7, 7L)),
          Map.entry("type", List.of("view", "purchase", "custom", "search", "look")),
          Map.entry("userId", List.of("anna", " anna", "", 42, 42L, 4.2)),
          Map.entry("anonymousId", List.of("b-7", "\tb-7", " ", 9)),
          Map.entry("itemId", List.of("shoes", "shoes ", 85123, "")),
          Map.entry(
              "timestamp",
              List.of(
                  "2026-03-01T11:00:00Z",
                  "2026-03-01T12:00:00+02:00",
                  "2016-03-01T11:00:00.123456789Z",
                  "2036-03-01T11:00:00Z",
                  "yesterday")),
          Map.entry(
              "sentAt",
              List.of(
                  "2026-03-01T12:00:00Z", "2016-03-01T11:00:09Z", "2036-03-01T12:00:00Z", "now")),
          Map.entry("quantity", List.of("3", "1.0", 2, BigDecimal.ZERO, "many")),
          Map.entry(
              "price", List.of("19.90", new BigDecimal("9.99999"), "1.23456", 5, "-1", "1e3")),
          Map.entry("currency", List.of("eur", "EUR", " eur", "euro")),
          Map.entry("rating", List.of("4.5", 5, 11)),
          Map.entry("properties", List.of(Map.of(), Map.of("colour", "blue"))));

  private final EventRules rules = new EventRules();

  private static Map<String, @Nullable Object> anyRecord(Random random) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(VALUES.keySet());
    Collections.sort(names);
    for (String name : names) {
      List<Object> values = VALUES.get(name);
      boolean needed = name.equals("type") || name.equals("userId") || name.equals("itemId");
      if (needed || random.nextInt(3) > 0) {
        // the first is sound: most records need some luck to be taken
        record.put(name, values.get(Math.max(0, random.nextInt(values.size() + 4) - 4)));
      }
    }
    return record;
  }

  private static Map<String, @Nullable Object> asSent(Event event) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("messageId", event.messageId());
    fields.put("type", event.type().wireName());
    fields.put("userId", event.userId());
    fields.put("anonymousId", event.anonymousId());
    fields.put("timestamp", event.occurredAt().toString());
    fields.put("itemId", event.itemId());
    fields.put("quantity", event.quantity());
    fields.put("price", event.price());
    fields.put("currency", event.currency());
    fields.put("rating", event.rating());
    fields.put("properties", event.properties());
    return fields;
  }

  @Test
  void repairingARepairedRecordChangesNothing() {
    Random random = new Random(17);
    int repaired = 0;
    for (int i = 0; i < RECORDS; i++) {
      Judgement first = rules.judge(anyRecord(random), ARRIVAL);
      if (first instanceof Judgement.Sound sound) {
        Judgement.Sound second = (Judgement.Sound) rules.judge(asSent(sound.event()), ARRIVAL);

        assertThat(second.event()).isEqualTo(sound.event());
        assertThat(second.repairs()).isEmpty();
        repaired += sound.repairs().isEmpty() ? 0 : 1;
      }
    }
    assertThat(repaired).isGreaterThan(RECORDS / 20);
  }

  @Test
  void theOrderOfTheFieldsChangesNothing() {
    Random random = new Random(19);
    for (int i = 0; i < RECORDS; i++) {
      Map<String, @Nullable Object> record = anyRecord(random);
      List<String> names = new ArrayList<>(record.keySet());
      Collections.shuffle(names, random);
      Map<String, @Nullable Object> shuffled = new LinkedHashMap<>();
      names.forEach(name -> shuffled.put(name, record.get(name)));

      assertThat(rules.judge(shuffled, ARRIVAL)).isEqualTo(rules.judge(record, ARRIVAL));
    }
  }

  @Test
  void aRecordIsJudgedTheSameHoweverOftenItIsAsked() {
    Random random = new Random(23);
    for (int i = 0; i < RECORDS; i++) {
      Map<String, @Nullable Object> record = anyRecord(random);
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(record);

      Judgement first = rules.judge(record, ARRIVAL);

      assertThat(record).isEqualTo(copy);
      assertThat(rules.judge(record, ARRIVAL)).isEqualTo(first);
    }
  }
}
