package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilters;
import io.storeloop.recommendation.recommend.HttpAnswers.Asked;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "What next?" for a shopper. Never asks the database. */
@RestController
@RequestMapping("/v1/recommendations")
@Tag(name = "Recommendations", description = "Lists of items, each with its reason")
final class RecommendationController {
  private static final String KIND = "recommendations";

  private final Recommender recommender;
  private final HttpAnswers answers;
  private final RequestReader reader;

  RecommendationController(Recommender recommender, HttpAnswers answers, ItemFilters filters) {
    this.recommender = recommender;
    this.answers = answers;
    this.reader = new RequestReader(filters);
  }

  @PostMapping
  @Operation(
      summary = "Recommend items to a shopper",
      description =
          """
          Items that go with what this shopper did and with what is in view, each with a reason that names the
          behaviour behind it. Never what the shopper bought before, what is out of stock or deleted, in `itemIds` or in
          `excludeItemIds`, what `filter` does not let through, or what a merchandising rule excludes.

          The ladder: `personal`, `session` (visits like the present one), `similar` (to `itemIds`), `category`, then
          `popular`; each item says its `source`, and `fallback` says when the list has nothing personal. An unknown
          shopper is answered with 200, not 404.
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The list, best first",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecommendationResponse.class),
              examples = {
                @ExampleObject(name = "personal", value = ApiExamples.PERSONAL),
                @ExampleObject(name = "popular", value = ApiExamples.POPULAR)
              }))
  @HttpListProblems
  ResponseEntity<RecommendationResponse> recommend(
      @Valid @RequestBody RecommendationRequest request) {
    RecommendationQuestion question = reader.question(request);
    return answer(question, RequestReader.context(request.context()));
  }

  @GetMapping
  @Operation(
      summary = "Recommend items to a shopper, by query parameters",
      description =
          "The same as POST, for callers that cannot send a body. Lists are comma-separated, `filter` is JSON."
              + " Promotions and context need a body.")
  @ApiResponse(responseCode = "200", description = "The list, best first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> recommendByParameters(
      @Parameter(example = "anna")
          @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String userId,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String anonymousId,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String sessionId,
      @RequestParam(required = false, defaultValue = "") @Size(max = RequestLimits.CONTEXT_ITEMS)
          List<String> itemIds,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(defaultValue = "false") boolean explain,
      @RequestParam(required = false, defaultValue = "") @Size(max = RequestLimits.EXCLUDED_ITEMS)
          List<String> excludeItemIds,
      @Parameter(description = "a condition on items, as JSON", example = "{\"brand\": \"Acme\"}")
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    return answer(
        new RecommendationQuestion(
            userId,
            anonymousId,
            sessionId,
            itemIds,
            explain,
            excludeItemIds,
            reader.frame(numResults, placement, filter)),
        Map.of());
  }

  private ResponseEntity<RecommendationResponse> answer(
      RecommendationQuestion question, Map<String, Object> context) {
    return answers.answer(
        new Asked(
            KIND, question.userId(), question.anonymousId(), question.frame().placement(), context),
        random -> recommender.recommend(question, random));
  }
}
