package io.storeloop.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.erasure.JdbcErasureScan.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureScanIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase INGESTION = DATABASE.as(ServiceRole.INGESTION);

  private final JdbcErasureScan scan = new JdbcErasureScan(INGESTION);

  @AfterAll
  static void close() {
    INGESTION.close();
  }

  private static boolean asked(String function, String text, String id) {
    return INGESTION
        .jdbc()
        .sql("select %s(:text, array[:id])".formatted(function))
        .param("text", text)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          anna@shop.de                | true
          u:anna@shop.de              | true
          {anna@shop.de}              | true
          {"mail": "anna@shop.de"}    | true
          view,anna@shop.de,shoes     | true
          to anna@shop.de.            | true
          said:\\nanna@shop.de        | true
          mail=anna@shop.de&item=7    | true
          mail%3Danna@shop.de         | true
          hanna@shop.de               | false
          {hanna@shop.de}             | false
          jo.anna@shop.de             | false
          jo-anna@shop.de             | false
          anna@shop.de.example        | false
          anna@shop.dev               | false
          anna@shopXde                | false
          """)
  void aLongIdCountsWhereItStandsOnItsOwn(String text, boolean named) {
    assertThat(asked("names_shopper", text, "anna@shop.de")).isEqualTo(named);
    assertThat(asked("payload_names_shopper", text, "anna@shop.de")).isEqualTo(named);
  }

  @Test
  void aShortIdCountsAsAWholeTextOrBesideAKeyOfAPerson() {
    assertThat(asked("names_shopper", "{\"item\": \"7\"}", "7")).isTrue();
    assertThat(asked("names_shopper", "item 7", "7")).isFalse();
    assertThat(asked("payload_names_shopper", "{\"userId\": 7}", "7")).isTrue();
    assertThat(asked("payload_names_shopper", "{\"itemId\": 7}", "7")).isFalse();
  }

  /** A snapshot names items, and may have a gigabyte. */
  @Test
  void snapshotsOfModelsAreNotReadAndTheirRecordsAre() {
    List<String> tables =
        INGESTION
            .jdbc()
            .sql("select relation from erasure_scan_tables()")
            .query(String.class)
            .list();

    assertThat(tables).contains("model", "segment").doesNotContain("model_snapshot_chunk");
  }

  @Test
  void aDeviceThatIsBoundToSomebodyElseIsTheirs() {
    DATABASE
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            select gen_random_uuid(), id, now(), now(), '{}', '', now() from unnest(array['bob', 'canary-olga']) id;
            insert into profile_identity select 'anonymous', 'device-of-' || user_id, profile_id from profile
            """)
        .update();

    Findings findings = scan.scan("canary-olga", List.of("device-of-bob", "device-of-canary-olga"));

    assertThat(findings.remaining()).containsEntry("profile_identity.value", 1L);
  }

  @Test
  void anIdIsFoundAsJsonWritesItToo() {
    DATABASE
        .owner()
        .sql(
            """
            insert into segment (id, name, description, condition, version, created_at, updated_at)
            values ('quoted', 'Quoted', '', jsonb_build_object('userId', 'canary "quoted"'), 1, now(), now())
            """)
        .update();

    assertThat(scan.scan("canary \"quoted\"", List.of()).remaining())
        .containsEntry("segment.condition", 1L);
  }

  @Test
  void aShortIdIsFoundInEveryColumnOfATableOfSeveralStretches() {
    DATABASE
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition('2026-03-10'); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, item_id, source, properties)
            select gen_random_uuid(), 'message-' || n, 'view', 'shopper-' || n, '2026-03-10', '2026-03-10',
                   n % 10, 'test', jsonb_build_object('colour', repeat('red', 100))
            from generate_series(1, 20000) n
            """)
        .update();

    Findings findings = scan.scan("7", List.of());

    assertThat(findings.remaining()).isEmpty();
    assertThat(findings.mentions()).isEqualTo(Map.of("event_2026_03.item_id", 2000L));
  }
}
