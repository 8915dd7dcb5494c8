package io.storeloop.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna buys shoes and two pairs of socks, and the shop's tracker says so in five languages. */
class FiveFormatsIT {
  private static final Map<String, String> CALLS = SamePurchase.calls();

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @BeforeEach
  void forgetEverything() {
    ingestion.database().owner().sql("truncate event, event_key").update();
  }

  @Test
  void theSamePurchaseInFiveFormatsGivesRowsThatDifferInNothingButTheirSource() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    CALLS.forEach((path, body) -> {
      forgetEverything();

      assertThat(ingestion.post(path, body).verdict()).as(path).endsWith(" 0 0 0");
      rows.put(path, rows());
    });

    List<String> expected = rows.get("/v1/events");
    assertThat(expected).hasSize(2);
    assertThat(expected.getFirst())
        .contains("\"message_id\": \"order-5#0\"", "\"price\": 59.9000", "\"user_id\": \"anna\"");
    rows.forEach((path, found) -> assertThat(found).as(path).isEqualTo(expected));
  }

  @Test
  void sendingAgainByTheSameDoorOrAnotherIsADuplicate() {
    CALLS.forEach((path, body) -> {
      forgetEverything();
      ingestion.post(path, body);

      CALLS.forEach((other, sameOrder) -> {
        Answer again = ingestion.post(other, sameOrder);

        assertThat(again.body().path("accepted").asInt()).as(path + ", " + other).isZero();
        assertThat(again.body().path("duplicates").asInt()).as(path + ", " + other).isPositive();
        assertThat(again.body().path("rejected").size()).as(path + ", " + other).isZero();
      });
      assertThat(ingestion.count("event")).as(path).isEqualTo(2);
    });
  }

  private static List<String> rows() {
    return ingestion
        .database()
        .owner()
        .sql(
            """
            select (to_jsonb(event) - '{id,tx,received_at,source}'::text[])::text
            from event order by message_id
            """)
        .query(String.class)
        .list();
  }
}
