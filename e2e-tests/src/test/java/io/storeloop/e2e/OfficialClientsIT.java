package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Event libraries as their makers publish them, with only the host changed. Needs node and npm. */
@Tag("clients")
class OfficialClientsIT {
  @TempDir static Path folder;
  private static IngestionAlone ingestion;
  private static NodeScripts scripts;

  @BeforeAll
  static void start() {
    scripts = NodeScripts.install(folder.resolve("clients"));
    ingestion = IngestionAlone.start(folder);
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static void send(String library, String prefix) {
    scripts.run(library + ".mjs", ingestion.address().toString(), IngestionAlone.WRITE_KEY, prefix);
  }

  private static List<String> rows(String prefix) {
    return ingestion.column(
        """
        select concat_ws(' ', replace(message_id, ?, ''), type, user_id, anonymous_id, item_id, quantity, price, currency,
          order_id, properties ->> 'name', properties ->> 'kind', properties ->> 'groupId', properties ->> 'country')
        from event where message_id like ? || '%' order by message_id
        """,
        prefix, prefix);
  }

  /** How many records of today had this outcome, by whichever door. */
  private static long records(String outcome) {
    long count = 0;
    for (JsonNode source : ingestion.api().get("/v1/quality").path("sources")) {
      count += source.path(outcome).asLong();
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment", "rudderstack"})
  void everyMessageOfTheLibraryIsStoredOnceHoweverOftenItIsSent(String library) {
    String prefix = library + "-";

    send(library, prefix);
    List<String> rows = rows(prefix);
    long duplicates = records("duplicates");
    send(library, prefix);

    assertThat(rows)
        .containsExactly(
            "alias identify %sanna %sbrowser".formatted(prefix, prefix),
            "group custom %sanna runners".formatted(prefix),
            "identify identify %sanna DE".formatted(prefix),
            "order#0 purchase %sanna shoes 1 59.9000 EUR %so-1".formatted(prefix, prefix),
            "order#1 purchase %sanna socks 3 4.5000 EUR %so-1".formatted(prefix, prefix),
            "page page %sanna Shoes".formatted(prefix),
            "screen page %sanna Cart screen".formatted(prefix),
            "view view %sanna shoes 59.9000 EUR".formatted(prefix));
    assertThat(rows(prefix)).isEqualTo(rows);
    assertThat(records("duplicates") - duplicates).isEqualTo(7);
    assertThat(records("rejected")).isZero();
  }
}
