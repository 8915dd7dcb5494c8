package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the launcher and of PostgreSQL in the middle of an import: after restart and
 * resumption the counts are those of an import nobody disturbed.
 */
class KilledImportIT {
  private static final int ROWS = 60_000;
  private static final int BROKEN_EVERY = 1_000;
  private static final Duration IMPORTED_WITHIN = Duration.ofSeconds(120);

  @Test
  void anImportGoesOnWhereItWasCutOff(@TempDir Path folder) {
    String id;
    try (LauncherSuite suite = LauncherSuite.start(folder)) {
      id = upload(suite.api());
      Eventually.within(
          IMPORTED_WITHIN, "the import is under way", () -> rows(suite.api(), id) >= ROWS / 10);
      assertThat(rows(suite.api(), id)).as("still in the middle").isLessThan(ROWS);
      suite.killWithDatabase();
    }

    try (LauncherSuite suite = LauncherSuite.start(folder)) {
      Eventually.within(
          IMPORTED_WITHIN,
          "the import has resumed and ended",
          () -> suite.api().get("/v1/imports/" + id).path("state").asString().equals("completed"));

      JsonNode report = suite.api().get("/v1/imports/" + id);
      int rejected = ROWS / BROKEN_EVERY;
      assertThat(report.path("rows").asInt()).isEqualTo(ROWS);
      assertThat(report.path("accepted").asInt()).isEqualTo(ROWS - rejected);
      assertThat(report.path("duplicates").asInt()).isZero();
      assertThat(report.path("rejected").asInt()).isEqualTo(rejected);
      Eventually.within(
          IMPORTED_WITHIN,
          "every accepted row has had its effect once",
          () -> suite.api().get("/v1/profiles/progress").path("caughtUp").asBoolean());
      // user-7 has every hundredth row from the seventh on, none of them broken
      assertThat(suite.api().get("/v1/profiles/7").path("features").path("views").asInt())
          .isEqualTo(ROWS / 100);
    }
  }

  private static String upload(Api api) {
    return Api.ok(
            api.send(
                "POST",
                "/v1/imports?format=tmall2014&fileName=generated.csv",
                BodyPublishers.ofString(csv()),
                "text/csv"))
        .path("id")
        .asString();
  }

  /**
   * One view per row by one of a hundred shoppers; every thousandth row has a type that does not
   * exist.
   */
  private static String csv() {
    StringBuilder csv = new StringBuilder("user_id,brand_id,type,visit_datetime\n");
    for (int row = 0; row < ROWS; row++) {
      String type = row % BROKEN_EVERY == 0 ? "9" : "0";
      csv.append(row % 100).append(',').append(row % 977).append(',').append(type);
      csv.append(",6-").append(1 + row % 30).append('\n');
    }
    return csv.toString();
  }

  private static int rows(Api api, String id) {
    return api.get("/v1/imports/" + id).path("rows").asInt();
  }
}
