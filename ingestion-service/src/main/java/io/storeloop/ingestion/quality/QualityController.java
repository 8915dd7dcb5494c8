package io.storeloop.ingestion.quality;

import io.storeloop.ingestion.quality.JdbcQuality.Counted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quality", description = "What became of every record that was sent.")
@ApiResponse(
    responseCode = "401",
    description = "`key_missing`, `unknown_key`.",
    content = @Content)
@ApiResponse(responseCode = "403", description = "`secret_key_needed`.", content = @Content)
class QualityController {
  private final JdbcQuality quality;
  private final Clock clock;

  QualityController(JdbcQuality quality, Clock clock) {
    this.quality = quality;
    this.clock = clock;
  }

  /** The counts of one day. */
  @Schema(
      name = "QualityReport",
      example =
          """
          {"day": "2026-03-01", "sources": [{"source": "events", "records": 1000, "accepted": 950, "repaired": 20,
           "duplicates": 25, "rejected": 5, "repairs": {"currency_case": 20}, "rejections": {"invalid_price": 5}}]}\
          """)
  record QualityReport(LocalDate day, List<SourceQuality> sources) {}

  /**
   * The counts of one door: {@code accepted + repaired + duplicates + rejected = records}.
   *
   * @param repairs how often each rule was applied; a record may need several
   */
  @Schema(name = "SourceQuality")
  record SourceQuality(
      String source,
      long records,
      long accepted,
      long repaired,
      long duplicates,
      long rejected,
      Map<String, Long> repairs,
      Map<String, Long> rejections) {}

  /** {@code GET /v1/quality?day=2026-03-01}: a day in UTC, today without one. */
  @GetMapping("/v1/quality")
  @Operation(
      operationId = "getQuality",
      summary = "See what became of a day's records",
      description = "By source, outcome and code, for the day (UTC) on which they arrived.")
  @ApiResponse(responseCode = "200", description = "The counts; no sources when nothing came.")
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`.", content = @Content)
  QualityReport report(
      @Parameter(example = "2026-03-01") @RequestParam(required = false) @Nullable LocalDate day) {
    LocalDate asked = day == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day;
    Map<String, List<Counted>> bySource = new LinkedHashMap<>();
    for (Counted counted : quality.ofDay(asked)) {
      bySource.computeIfAbsent(counted.source(), source -> new ArrayList<>()).add(counted);
    }
    List<SourceQuality> sources = new ArrayList<>();
    bySource.forEach((source, counts) -> sources.add(sourceQuality(source, counts)));
    return new QualityReport(asked, sources);
  }

  private static SourceQuality sourceQuality(String source, List<Counted> counts) {
    long accepted = sum(counts, Outcome.ACCEPTED.wireName());
    long repaired = sum(counts, Outcome.REPAIRED.wireName());
    long duplicates = sum(counts, Outcome.DUPLICATE.wireName());
    long rejected = sum(counts, Outcome.REJECTED.wireName());
    return new SourceQuality(
        source,
        accepted + repaired + duplicates + rejected,
        accepted,
        repaired,
        duplicates,
        rejected,
        byCode(counts, QualityCounts.REPAIR),
        byCode(counts, Outcome.REJECTED.wireName()));
  }

  private static long sum(List<Counted> counts, String measure) {
    return counts.stream()
        .filter(counted -> counted.measure().equals(measure))
        .mapToLong(Counted::records)
        .sum();
  }

  private static Map<String, Long> byCode(List<Counted> counts, String measure) {
    Map<String, Long> byCode = new TreeMap<>();
    counts.stream()
        .filter(counted -> counted.measure().equals(measure))
        .forEach(counted -> byCode.merge(counted.code(), counted.records(), Long::sum));
    return byCode;
  }
}
