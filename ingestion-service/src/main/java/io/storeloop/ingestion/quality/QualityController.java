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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quality", description = "What became of every record that was sent.")
class QualityController {
  private final JdbcQuality quality;
  private final Clock clock;

  QualityController(JdbcQuality quality, Clock clock) {
    this.quality = quality;
    this.clock = clock;
  }

  /**
   * The counts of a day, or of some days.
   *
   * @param day the day, where the report is about one; absent for several
   * @param to the day after the last
   * @param totals of all sources
   * @param sources of all days
   * @param days the single days on which something came, each with its sources
   */
  @Schema(
      name = "QualityReport",
      example =
          """
          {"day": "2026-03-01", "from": "2026-03-01", "to": "2026-03-02",
           "totals": {"received": 1000, "stored": 970, "duplicates": 25, "rejected": 5, "balanced": true,
                      "rejectedShare": 0.005},
           "sources": [{"source": "events", "records": 1000, "received": 1000, "stored": 970, "accepted": 950,
             "repaired": 20, "duplicates": 25, "rejected": 5, "balanced": true, "rejectedShare": 0.005,
             "repairs": {"currency_case": 20}, "rejections": {"invalid_price": 5}, "late": {"over_1_day": 12},
             "traffic": {"bot/agent": 30}, "expired": {}}],
           "days": [{"day": "2026-03-01", "sources": []}]}\
          """)
  record QualityReport(
      @Nullable LocalDate day,
      LocalDate from,
      LocalDate to,
      Totals totals,
      List<SourceQuality> sources,
      List<DayQuality> days) {}

  /**
   * {@code stored + duplicates + rejected = received}, which {@code balanced} confirms.
   *
   * @param received as noted when they came, apart from what became of them
   * @param rejectedShare rejected of received, from 0 to 1
   */
  @Schema(name = "QualityTotals")
  record Totals(
      long received,
      long stored,
      long duplicates,
      long rejected,
      boolean balanced,
      double rejectedShare) {
    static Totals of(Tally tally) {
      return new Totals(
          tally.received(),
          tally.stored(),
          tally.duplicates(),
          tally.rejected(),
          tally.isBalanced(),
          tally.rejectedShare());
    }
  }

  /** What came on one day, by door. */
  @Schema(name = "DayQuality")
  record DayQuality(LocalDate day, List<SourceQuality> sources) {}

  /**
   * The counts of one door: {@code accepted + repaired + duplicates + rejected = records}.
   *
   * @param received as noted when they came; {@code balanced} says whether it equals records
   * @param repairs how often each rule was applied; a record may need several
   * @param late of the stored, how many happened how long before they came
   * @param traffic of the stored, those not done by a shopper, by kind and signal
   * @param expired removed from the quarantine for their age or number, by code
   */
  @Schema(name = "SourceQuality")
  record SourceQuality(
      String source,
      long records,
      long received,
      long stored,
      long accepted,
      long repaired,
      long duplicates,
      long rejected,
      boolean balanced,
      double rejectedShare,
      Map<String, Long> repairs,
      Map<String, Long> rejections,
      Map<String, Long> late,
      Map<String, Long> traffic,
      Map<String, Long> expired) {
    static SourceQuality of(String source, Tally tally) {
      return new SourceQuality(
          source,
          tally.records(),
          tally.received(),
          tally.stored(),
          tally.accepted(),
          tally.repaired(),
          tally.duplicates(),
          tally.rejected(),
          tally.isBalanced(),
          tally.rejectedShare(),
          tally.repairs(),
          tally.rejections(),
          tally.late(),
          tally.traffic(),
          tally.expired());
    }
  }

  /** {@code GET /v1/quality?from=2026-03-01&to=2026-04-01}: days in UTC, today without any. */
  @GetMapping("/v1/quality")
  @Operation(
      operationId = "getQuality",
      summary = "See what became of the records",
      description =
          "By day (UTC) of arrival, source, outcome and code: of one `day`, or `from` a day to before another, 92 at"
              + " most. Every record has exactly one outcome, so stored, duplicates and rejected add up to received;"
              + " `balanced` says whether they do.")
  @ApiResponse(responseCode = "200", description = "The counts; no sources when nothing came.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`, `invalid_range`.",
      content = @Content)
  QualityReport report(
      @Parameter(example = "2026-03-01") @RequestParam(required = false) @Nullable LocalDate day,
      @Parameter(description = "The first day.", example = "2026-03-01")
          @RequestParam(required = false)
          @Nullable LocalDate from,
      @Parameter(description = "The day after the last.", example = "2026-04-01")
          @RequestParam(required = false)
          @Nullable LocalDate to,
      @Parameter(description = "Only this door.", example = "segment")
          @RequestParam(required = false)
          @Nullable String source) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Days asked = Days.asked(day, from, to, today);
    List<Counted> counts = quality.between(asked.from(), asked.to(), source);
    return new QualityReport(
        asked.isOne() ? asked.from() : null,
        asked.from(),
        asked.to(),
        Totals.of(Tally.of(counts)),
        bySource(counts),
        byDay(counts));
  }

  private static List<SourceQuality> bySource(List<Counted> counts) {
    return counts.stream()
        .collect(Collectors.groupingBy(Counted::source, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(source -> SourceQuality.of(source.getKey(), Tally.of(source.getValue())))
        .toList();
  }

  private static List<DayQuality> byDay(List<Counted> counts) {
    return counts.stream()
        .collect(Collectors.groupingBy(Counted::day, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(day -> new DayQuality(day.getKey(), bySource(day.getValue())))
        .toList();
  }
}
