package io.storeloop.recommendation.recommend;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "What next?" for a shopper, for an item, for everybody. Never asks the database. */
@RestController
@RequestMapping("/v1/recommendations")
@Tag(name = "Recommendations", description = "Lists of items, each with its reason")
final class RecommendationController {
  static final int MAX_RESULTS = 100;
  static final int DEFAULT_RESULTS = 10;
  static final int MAX_ID_LENGTH = 512;
  static final int MAX_CONTEXT_ITEMS = 100;
  static final int MAX_EXCLUDED_ITEMS = 1000;

  private static final String PROBLEM = "application/problem+json";
  private static final String RESULTS = "10";

  @Schema(
      name = "RecommendationRequest",
      description =
          "Whom it is for and where it is shown. Without any id the answer is what goes with `itemIds`, or what is popular.")
  record RecommendationRequest(
      @Schema(example = "anna") @Nullable @Size(min = 1, max = MAX_ID_LENGTH) String userId,
      @Schema(example = "device-7f3a") @Nullable @Size(min = 1, max = MAX_ID_LENGTH)
          String anonymousId,
      @Schema(description = "used when there is neither userId nor anonymousId")
          @Nullable
          @Size(min = 1, max = MAX_ID_LENGTH)
          String sessionId,
      @Schema(
              description = "what the shopper is looking at now; not recommended",
              example = "[\"red-shoes\"]")
          @Nullable
          @Size(max = MAX_CONTEXT_ITEMS)
          List<@NotBlank @Size(max = MAX_ID_LENGTH) String> itemIds,
      @Schema(
              description = "where the list is shown; does not change it yet",
              example = "product-page")
          @Nullable
          @Size(min = 1, max = MAX_ID_LENGTH)
          String placement,
      @Schema(defaultValue = RESULTS, example = "3") @Nullable @Min(1) @Max(MAX_RESULTS)
          Integer numResults,
      @Schema(
              description = "true for all evidence instead of the strongest",
              defaultValue = "false")
          @Nullable Boolean explain,
      @Schema(description = "not to be recommended", example = "[\"gift-card\"]")
          @Nullable
          @Size(max = MAX_EXCLUDED_ITEMS)
          List<@NotBlank @Size(max = MAX_ID_LENGTH) String> excludeItemIds) {

    RecommendationQuestion question() {
      return new RecommendationQuestion(
          userId,
          anonymousId,
          sessionId,
          itemIds == null ? List.of() : itemIds,
          numResults == null ? DEFAULT_RESULTS : numResults,
          explain != null && explain,
          excludeItemIds == null ? List.of() : excludeItemIds);
    }
  }

  private final Recommender recommender;
  private final AnswerClock answerClock;
  private final LogFollowerJob follower;
  private final Clock clock;

  RecommendationController(
      Recommender recommender, AnswerClock answerClock, LogFollowerJob follower, Clock clock) {
    this.recommender = recommender;
    this.answerClock = answerClock;
    this.follower = follower;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      summary = "Recommend items to a shopper",
      description =
          """
          Items that go with what this shopper did and with what is in view, each with a reason that names the
          behaviour behind it. Never what the shopper bought before, what is out of stock or deleted, in `itemIds` or in
          `excludeItemIds`.

          The ladder: `personal`, then `similar` (to `itemIds`), then `popular`; each item says its `source`, and
          `fallback` says when the list has nothing personal. An unknown shopper is answered with 200, not 404.
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The list, best first; empty when the shop has no behaviour yet",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecommendationResponse.class),
              examples = {
                @ExampleObject(name = "personal", value = ApiExamples.PERSONAL),
                @ExampleObject(name = "popular", value = ApiExamples.POPULAR)
              }))
  @ApiResponse(
      responseCode = "400",
      description =
          "`invalid_value` (with a pointer, e.g. `/numResults`), `unknown_field`, `wrong_type`, `malformed_json`",
      content = @Content(mediaType = PROBLEM, examples = @ExampleObject(ApiExamples.INVALID)))
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may not read",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<RecommendationResponse> recommend(
      @Valid @RequestBody RecommendationRequest request) {
    return answer(() -> recommender.recommend(request.question()));
  }

  @GetMapping
  @Operation(
      summary = "Recommend items to a shopper, by query parameters",
      description =
          "The same as POST, for callers that cannot send a body. Lists are comma-separated.")
  @ApiResponse(responseCode = "200", description = "The list, best first")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`, with the parameter's name as pointer, e.g. `?numResults`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<RecommendationResponse> recommendByParameters(
      @Parameter(example = "anna")
          @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = MAX_ID_LENGTH)
          String userId,
      @RequestParam(required = false) @Nullable @Size(min = 1, max = MAX_ID_LENGTH)
          String anonymousId,
      @RequestParam(required = false) @Nullable @Size(min = 1, max = MAX_ID_LENGTH)
          String sessionId,
      @RequestParam(required = false, defaultValue = "") @Size(max = MAX_CONTEXT_ITEMS)
          List<String> itemIds,
      @RequestParam(required = false) @Nullable @Size(min = 1, max = MAX_ID_LENGTH)
          String placement,
      @RequestParam(defaultValue = RESULTS) @Min(1) @Max(MAX_RESULTS) int numResults,
      @RequestParam(defaultValue = "false") boolean explain,
      @RequestParam(required = false, defaultValue = "") @Size(max = MAX_EXCLUDED_ITEMS)
          List<String> excludeItemIds) {
    return answer(() ->
        recommender.recommend(
            new RecommendationQuestion(
                userId, anonymousId, sessionId, itemIds, numResults, explain, excludeItemIds)));
  }

  @GetMapping("/similar/{itemId}")
  @Operation(
      summary = "Items that the same shoppers met",
      description =
          "For a product page, whoever reads it. Topped up with popular items, each marked by its `source`.")
  @ApiResponse(responseCode = "200", description = "The list, most similar first")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_item`: neither catalogue nor events name it, or it was deleted",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<RecommendationResponse> similar(
      @Parameter(example = "red-shoes") @PathVariable String itemId,
      @RequestParam(defaultValue = RESULTS) @Min(1) @Max(MAX_RESULTS) int numResults) {
    if (recommender.item(itemId).filter(item -> !item.deleted()).isEmpty()) {
      throw ProblemException.unknown("item", itemId);
    }
    return answer(
        () -> recommender.recommend(RecommendationQuestion.similarTo(itemId, numResults)));
  }

  @GetMapping("/popular")
  @Operation(
      summary = "What many shoppers like at the moment",
      description =
          "Interest of all shoppers, each counted once per item, fading with age. An unknown category gives an empty list.")
  @ApiResponse(responseCode = "200", description = "The list, most popular first")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<RecommendationResponse> popular(
      @Parameter(example = "shoes")
          @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = MAX_ID_LENGTH)
          String category,
      @RequestParam(defaultValue = RESULTS) @Min(1) @Max(MAX_RESULTS) int numResults) {
    return answer(() -> recommender.popular(category, numResults));
  }

  private ResponseEntity<RecommendationResponse> answer(Supplier<Recommendation> question) {
    Recommendation recommendation = answerClock.time(question);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            RecommendationAnswers.of(
                Uuids.v7(clock.instant(), ThreadLocalRandom.current()),
                recommendation,
                follower.loaded() ? follower.asOf() : null));
  }
}
