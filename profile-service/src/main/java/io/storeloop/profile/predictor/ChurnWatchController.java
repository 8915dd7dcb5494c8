package io.storeloop.profile.predictor;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is likely to leave, why, and what are they worth? */
@RestController
@RequestMapping("/v1/predictors/churn/watch")
@Tag(name = "Predictors")
class ChurnWatchController {
  private static final int MOST_REASONS = 3;
  private static final UUID FIRST = new UUID(0, 0);

  private final ChurnWatch watch;

  ChurnWatchController(ChurnWatch watch) {
    this.watch = watch;
  }

  /** {@code GET /v1/predictors/churn/watch}: in the order of profile ids; a page may be short. */
  @GetMapping
  @Operation(
      summary = "Who is likely to leave",
      description =
          """
          Customers whose probability to buy nothing within the horizon of the active model is at least `minProbability`, with the weightiest \
          reasons and what they have spent, as of now, in the order of profile ids. A page looks at 2,000 profiles at most, so that it may be \
          short or empty and still have a `nextCursor`.\
          """)
  @ApiResponse(responseCode = "200", description = "A page.", useReturnTypeSchema = true)
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
          @Nullable String cursor) {
    ChurnWatch.Page page = page(minProbability, limit, cursor);
    UUID next = page.next();
    return new WatchPage(
        page.customers().stream().map(CustomerView::of).toList(),
        next == null ? null : PageCursor.encode(next.toString()));
  }

  /** The same as a spreadsheet; no cell is taken for a formula. */
  @GetMapping(produces = "text/csv")
  @Operation(
      summary = "Who is likely to leave, as CSV",
      description =
          "The same page with `Accept: text/csv`, the next cursor in the last line behind `#next`. A text that a spreadsheet would take for a formula begins with an apostrophe.")
  @ApiResponse(responseCode = "200", description = "A page.")
  String csv(
      @RequestParam(defaultValue = "0.5") double minProbability,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    WatchPage page = watch(minProbability, limit, cursor);
    StringBuilder text =
        new StringBuilder("profileId,userId,probability,monetaryValue,reasons\r\n");
    for (CustomerView customer : page.customers()) {
      text.append(
          String.join(
              ",",
              customer.profileId().toString(),
              CsvCell.of(customer.userId() == null ? "" : customer.userId()),
              Double.toString(customer.probability()),
              Double.toString(customer.monetaryValue()),
              CsvCell.of(String.join("; ", customer.reasons()))));
      text.append("\r\n");
    }
    if (page.nextCursor() != null) {
      text.append("#next,").append(page.nextCursor()).append("\r\n");
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

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? FIRST : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  /** A page of customers. */
  @Schema(name = "ChurnWatchPage")
  record WatchPage(
      List<CustomerView> customers,
      @Schema(description = "Absent on the last page.") @Nullable String nextCursor) {}

  /** One customer who may leave. */
  @Schema(name = "ChurnWatchCustomer")
  record CustomerView(
      UUID profileId,
      @Schema(description = "Absent as long as only a device is known.", example = "anna")
          @Nullable String userId,
      @Schema(description = "To buy nothing within the horizon.", example = "0.81")
          double probability,
      @Schema(description = "Spent until now, Σ price · quantity.", example = "240.5")
          double monetaryValue,
      @Schema(example = "[\"last order 84 days ago (+0.9)\"]") List<String> reasons,
      Instant asOf) {
    static CustomerView of(ChurnWatch.Customer customer) {
      return new CustomerView(
          customer.profileId(),
          customer.userId(),
          customer.prediction().probability(),
          customer.monetaryValue(),
          customer.prediction().explanation().reasons().stream()
              .limit(MOST_REASONS)
              .map(PropensityFeature::told)
              .toList(),
          customer.asOf());
    }
  }
}
