package io.storeloop.campaign.attribution;

import io.storeloop.campaign.outcome.OutcomeProgress;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which campaign is the revenue of a period put down to? */
@RestController
@Tag(name = "Results")
class AttributionController {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final JdbcPaidLines lines;
  private final OutcomeProgress progress;
  private final AttributionProperties properties;

  AttributionController(
      JdbcPaidLines lines, OutcomeProgress progress, AttributionProperties properties) {
    this.lines = lines;
    this.progress = progress;
    this.properties = properties;
  }

  /** {@code GET /v1/campaigns/attribution}: 400 for a period that cannot be. */
  @GetMapping("/v1/campaigns/attribution")
  @Operation(
      summary = "Which campaigns the revenue of a period is put down to",
      description =
          """
          By three rules, each of which adds up to the revenue exactly, currency by currency. Last touch and linear say who \
          was there: the campaigns that decided to show the shopper an offer inside whose window the purchase lies. \
          Incremental says who changed something: the revenue of the treated beyond that of as many held-out shoppers, \
          and never more than there was.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The shares as of `asOf`.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AttributionAnswer.class),
              examples = @ExampleObject(AttributionAnswer.EXAMPLE)))
  @ApiResponse(
      responseCode = "400",
      description =
          "`invalid_parameter`: a time that is none; `period_empty`: `to` is not after `from`; `period_too_long`")
  AttributionAnswer attribution(
      @Parameter(description = "Purchases from then on.", example = "2026-11-01T00:00:00Z")
          @RequestParam
          Instant from,
      @Parameter(description = "Until just before.", example = "2026-12-01T00:00:00Z") @RequestParam
          Instant to) {
    if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
      throw ProblemException.invalid(
          "?from", "invalid_parameter", "expected times in the years 1970 to 9999");
    }
    if (!to.isAfter(from)) {
      throw ProblemException.invalid("?to", "period_empty", "expected a time after from " + from);
    }
    if (Duration.between(from, to).compareTo(properties.longestPeriod()) > 0) {
      throw ProblemException.invalid(
          "?to",
          "period_too_long",
          "expected at most %d days".formatted(properties.longestPeriod().toDays()));
    }
    OutcomeProgress.State state = progress.now();
    return AttributionAnswer.of(from, to, state.asOf(), lines.shares(from, to), lines.names());
  }
}
