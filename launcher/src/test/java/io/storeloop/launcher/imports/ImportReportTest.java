package io.storeloop.launcher.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ImportReportTest {
  @Test
  void everyRowIsAccountedForByReason() {
    var report =
        report(
            """
            {"state": "completed", "format": "online-retail", "fileName": "retail.csv.gz",
             "startedAt": "2026-03-01T12:00:00Z", "finishedAt": "2026-03-01T12:00:20Z",
             "rows": 541909, "accepted": 530000, "repaired": 10000, "duplicates": 1900, "rejected": 9,
             "repairs": {"non_product_line": 10000}, "rejections": {"stock_correction": 9}}\
            """);

    assertThat(String.join("\n", report.lines()))
        .contains("retail.csv.gz as online-retail: completed in 20.0 s, 27,095 rows/s")
        .containsPattern("non_product_line +10,000")
        .containsPattern("stock_correction +9")
        .contains("= 541,909 = 541,909 rows: every row is accounted for");
  }

  @Test
  void aSumThatDoesNotAddUpIsSaidLoudly() {
    var report = report("{\"state\": \"completed\", \"rows\": 10, \"accepted\": 9}");

    assertThat(report.lines().getLast()).contains("9 ≠ 10 rows: ROWS ARE MISSING");
  }

  private static ImportReport report(String json) {
    return new ImportReport(JsonMapper.shared().readTree(json));
  }
}
