package io.storeloop.profile.predictor;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.profile.PredictionPath;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who is likely to leave, why, and what are they worth? */
@RestController
@RequestMapping("/v1/predictors/churn/watch")
@Tag(name = "Predictors")
class ChurnWatchController {
  private static final int MOST_REASONS = 3;

  /** Of a number in a cursor, before and after the point: written out it stays small. */
  private static final int MOST_DIGITS = 100;

  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";

  private static final List<MediaType> FORMS =
      List.of(
          MediaType.APPLICATION_JSON,
          MediaType.parseMediaType(CSV),
          MediaType.parseMediaType(NDJSON));

  private final ChurnWatch watch;
  private final JsonMapper json;

  ChurnWatchController(ChurnWatch watch, JsonMapper json) {
    this.watch = watch;
    this.json = json;
  }

  /** {@code GET /v1/predictors/churn/watch}: the most money at risk first; empty if nobody is. */
  @GetMapping
  @Operation(
      summary = "Who is likely to leave",
      description =
          """
          Customers whose probability to buy nothing within the horizon of the active model is at least `minProbability`, with the weightiest \
          reasons (of the first 50 of a page) and `features.monetaryValue` of their profile, the most money at risk (their product) first. Probabilities are as they were scored at `asOf`: \
          after something they did as long as some segment asks for a prediction, otherwise when the score is older than \
          `storeloop.profile.predictor.score-age`. Who refuses to be counted is not listed. After an activation the list fills as everybody is scored again. `condition` finds the same customers: write it into a segment or a campaign.\
          """)
  @ApiResponse(
      responseCode = "200",
      description =
          "A page: as JSON, as CSV with the next cursor in the last line behind `#next`, or as NDJSON, a customer a line and `nextCursor` in a last one. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = WatchPage.class)),
        @Content(mediaType = CSV, schema = @Schema(type = "string")),
        @Content(mediaType = NDJSON, schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`, `invalid_probability`")
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(
      responseCode = "409",
      description = "`insufficient_evidence`: no model of churn is active")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  WatchPage watch(
      @Parameter(description = "0 to 1.") @RequestParam(defaultValue = "0.5") double minProbability,
      @Parameter(description = "1 to 1000.") @RequestParam(defaultValue = "100") int limit,
      @Parameter(description = "nextCursor of the page before.") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers)
      throws HttpMediaTypeNotAcceptableException {
    if (!headers.getAccept().isEmpty()
        && headers.getAccept().stream().noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
      throw new HttpMediaTypeNotAcceptableException(FORMS);
    }
    return watch(minProbability, limit, cursor);
  }

  private WatchPage watch(double minProbability, int limit, @Nullable String cursor) {
    ChurnWatch.Page page = page(minProbability, limit, cursor);
    JdbcScores.Place next = page.next();
    return new WatchPage(
        page.customers().stream().map(CustomerView::of).toList(),
        Map.of(
            PredictionPath.CHURN_PROBABILITY.path(),
            Map.of("$gte", BigDecimal.valueOf(minProbability))),
        next == null ? null : PageCursor.encode(next.atRisk() + " " + next.profileId()));
  }

  /** The same as a spreadsheet; no cell is taken for a formula. */
  @GetMapping(produces = CSV)
  @Hidden // in the document it is a form of the page above
  String csv(
      @RequestParam(defaultValue = "0.5") double minProbability,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    WatchPage page = watch(minProbability, limit, cursor);
    StringBuilder text =
        new StringBuilder("profileId,userId,probability,monetaryValue,atRisk,asOf,reasons\r\n");
    for (CustomerView customer : page.customers()) {
      text.append(
          String.join(
              ",",
              customer.profileId().toString(),
              CsvCell.of(customer.userId() == null ? "" : customer.userId()),
              customer.probability().toPlainString(),
              customer.monetaryValue().toPlainString(),
              customer.atRisk().toPlainString(),
              customer.asOf().toString(),
              CsvCell.of(String.join("; ", customer.reasons()))));
      text.append("\r\n");
    }
    if (page.nextCursor() != null) {
      text.append("#next,").append(page.nextCursor()).append("\r\n");
    }
    return text.toString();
  }

  /** The same for a program, a customer a line. */
  @GetMapping(produces = NDJSON)
  @Hidden // in the document it is a form of the page above
  String ndjson(
      @RequestParam(defaultValue = "0.5") double minProbability,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    WatchPage page = watch(minProbability, limit, cursor);
    StringBuilder text = new StringBuilder();
    page.customers().forEach(one -> text.append(json.writeValueAsString(one)).append('\n'));
    if (page.nextCursor() != null) {
      text.append(json.writeValueAsString(Map.of("nextCursor", page.nextCursor()))).append('\n');
    }
    return text.toString();
  }

  private ChurnWatch.Page page(double minProbability, int limit, @Nullable String cursor) {
    PageCursor.limit(limit);
    if (!(minProbability >= 0 && minProbability <= 1)) {
      throw ProblemException.invalid(
          "?minProbability",
          "invalid_probability",
          "minProbability must be 0 to 1, not " + minProbability);
    }
    return watch
        .page(minProbability, limit, after(cursor))
        .orElseThrow(() ->
            ProblemException.conflict(
                "insufficient_evidence",
                "no model of 'churn' is active: train one, and activate it if it passes"));
  }

  static JdbcScores.Place after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    if (key.isEmpty()) {
      return JdbcScores.Place.FIRST;
    }
    int space = key.indexOf(' ');
    try {
      BigDecimal atRisk = new BigDecimal(key.substring(0, Math.max(0, space)));
      if (atRisk.precision() > MOST_DIGITS || Math.abs((long) atRisk.scale()) > MOST_DIGITS) {
        throw notOurs();
      }
      return new JdbcScores.Place(
          atRisk.toPlainString(), UUID.fromString(key.substring(space + 1)));
    } catch (IllegalArgumentException notOurs) {
      throw notOurs();
    }
  }

  private static ProblemException notOurs() {
    return ProblemException.invalid(
        "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
  }

  /** A page of customers. */
  @Schema(name = "ChurnWatchPage")
  record WatchPage(
      List<CustomerView> customers,
      @Schema(
              description = "Finds the same customers, for a segment or a campaign.",
              example = "{\"predictions.churn.probability\": {\"$gte\": 0.5}}")
          Map<String, Object> condition,
      @Schema(description = "Absent on the last page.") @Nullable String nextCursor) {}

  /** One customer who may leave. */
  @Schema(name = "ChurnWatchCustomer")
  record CustomerView(
      UUID profileId,
      @Schema(description = "Absent as long as only a device is known.", example = "anna")
          @Nullable String userId,
      @Schema(description = "That they buy nothing within the horizon.", example = "0.81")
          BigDecimal probability,
      @Schema(
              description =
                  "`features.monetaryValue` of the profile as it is now; 0 where nothing is known of it.",
              example = "240.5")
          BigDecimal monetaryValue,
      @Schema(description = "probability · monetaryValue", example = "194.805") BigDecimal atRisk,
      @Schema(
              description = "Of the first 50 of a page; the weightiest three of 0.05 or more.",
              example = "[\"last order 84 days ago (+0.9)\"]")
          List<String> reasons,
      @Schema(description = "Until when acts were counted.") Instant asOf) {
    static CustomerView of(ChurnWatch.Customer customer) {
      JdbcScores.AtRisk scored = customer.scored();
      return new CustomerView(
          scored.profileId(),
          scored.userId(),
          scored.probability().stripTrailingZeros(),
          scored.spent().stripTrailingZeros(),
          scored.atRisk().stripTrailingZeros(),
          PropensityFeature.weighty(customer.reasons(), MOST_REASONS).stream()
              .map(PropensityFeature::told)
              .toList(),
          scored.asOf());
    }
  }
}
