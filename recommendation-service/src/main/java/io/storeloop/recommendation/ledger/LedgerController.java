package io.storeloop.recommendation.ledger;

import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What was recommended. */
@RestController
@Tag(name = "Recommendations")
final class LedgerController {
  private static final String PROBLEM = "application/problem+json";

  @Schema(name = "RecommendationRecord", description = "An answer as it was given")
  record RecordResponse(
      UUID recommendationId,
      Instant answeredAt,
      @Schema(description = "which list was asked for", example = "recommendations") String kind,
      @Schema(description = "absent without one, and without consent") @Nullable String userId,
      @Nullable String anonymousId,
      @Schema(example = "home") @Nullable String placement,
      @Nullable String modelVersion,
      @Nullable String fallback,
      List<RecordedItem> items,
      @Schema(description = "as the request said it") Map<String, Object> context) {}

  @Schema(name = "RecommendationRecordItem")
  record RecordedItem(
      @Schema(example = "green-hat") String itemId,
      @Schema(description = "from 0", example = "0") int position,
      double score,
      @Schema(example = "personal") String source,
      @Schema(
              description = "how probable it was that the item would be shown, in (0, 1]",
              example = "1")
          double propensity,
      @Schema(description = "the rule, promotion or exploration that put it there")
          @Nullable String placedBy) {}

  private final JdbcLedger ledger;

  LedgerController(JdbcLedger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/v1/recommendations/{recommendationId}")
  @Operation(
      summary = "Read back what was recommended",
      description =
          "On record within a second of the answer, for as long as `ledger.retention` says. Under overload, or while"
              + " the database is away, answers are not put on record.")
  @ApiResponse(responseCode = "200", description = "The list, with model, sources, propensities.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`: no UUID",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_recommendation`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`, with Retry-After",
      content = @Content(mediaType = PROBLEM))
  RecordResponse read(@PathVariable UUID recommendationId) {
    return ledger
        .find(recommendationId)
        .map(LedgerController::response)
        .orElseThrow(() -> ProblemException.unknown("recommendation", recommendationId.toString()));
  }

  private static RecordResponse response(LedgerEntry entry) {
    List<LedgerItem> items = entry.items();
    return new RecordResponse(
        entry.id(),
        entry.answeredAt(),
        entry.kind(),
        entry.userId(),
        entry.anonymousId(),
        entry.placement(),
        entry.modelVersion().isEmpty() ? null : entry.modelVersion(),
        entry.fallback(),
        IntStream.range(0, items.size()).mapToObj(place -> item(items.get(place), place)).toList(),
        entry.context());
  }

  private static RecordedItem item(LedgerItem item, int position) {
    return new RecordedItem(
        item.itemId(), position, item.score(), item.source(), item.propensity(), item.placedBy());
  }
}
