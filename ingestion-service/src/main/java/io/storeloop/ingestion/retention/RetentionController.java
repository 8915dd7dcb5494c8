package io.storeloop.ingestion.retention;

import io.storeloop.ingestion.quarantine.QuarantineProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy", description = "What is held about a shopper, and forgetting them.")
class RetentionController {
  private final JdbcRetention retention;
  private final RetentionProperties properties;
  private final QuarantineProperties quarantine;

  RetentionController(
      JdbcRetention retention, RetentionProperties properties, QuarantineProperties quarantine) {
    this.retention = retention;
    this.properties = properties;
    this.quarantine = quarantine;
  }

  /** How long things are kept, in days; absent: for ever. */
  @Schema(name = "RetentionPolicy")
  record Policy(
      @Nullable Long eventDays,
      @Nullable Long eventKeyDays,
      @Nullable Long quarantineDays,
      @Nullable Long qualityDays) {}

  /** A month of the event log. */
  @Schema(name = "RetentionMonth")
  record MonthView(
      @Schema(example = "event_2026_03") String partition, Instant begin, long aboutEvents) {}

  /** The policy, and the oldest that there is of each kind; absent when there is nothing. */
  @Schema(
      name = "Retention",
      example =
          """
          {"policy": {"eventDays": 400, "eventKeyDays": 462, "quarantineDays": 90, "qualityDays": 800},
           "months": [{"partition": "event_2026_03", "begin": "2026-03-01T00:00:00Z", "aboutEvents": 120000}],
           "oldestQuarantined": "2026-03-01T12:00:00Z", "oldestQualityDay": "2026-03-01"}\
          """)
  record RetentionView(
      Policy policy,
      List<MonthView> months,
      @Nullable Instant oldestQuarantined,
      @Nullable LocalDate oldestQualityDay) {}

  /** {@code GET /v1/retention}: what is kept how long, and what there is. */
  @GetMapping("/v1/retention")
  @Operation(
      operationId = "getRetention",
      summary = "See how long things are kept",
      description =
          "The policy of `storeloop.ingestion.retention` and `.quarantine.max-age`, the months of the event log, and the oldest records.")
  @ApiResponse(responseCode = "200", description = "Policy and oldest data.")
  RetentionView retention() {
    return new RetentionView(
        new Policy(
            days(properties.events()),
            days(properties.eventKeys()),
            days(quarantine.maxAge()),
            days(properties.quality())),
        retention.months().stream()
            .map(month -> new MonthView(month.partition(), month.begin(), month.aboutEvents()))
            .toList(),
        retention.oldestQuarantined().orElse(null),
        retention.oldestCounted().orElse(null));
  }

  private static @Nullable Long days(Duration kept) {
    return kept.isZero() ? null : kept.toDays();
  }
}
