package io.storeloop.recommendation.recommend;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.recommendation.filter.ItemFilters;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.recommend.HttpAnswers.Asked;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists for an item and for everybody. Never asks the database. */
@RestController
@RequestMapping("/v1/recommendations")
@Tag(name = "Recommendations")
final class ListController {
  private static final String FILTER = "a condition on items, as JSON";
  private static final String FILTER_EXAMPLE = "{\"price\": {\"$lt\": 50}}";

  private final Recommender recommender;
  private final HttpAnswers answers;
  private final RequestReader reader;

  ListController(Recommender recommender, HttpAnswers answers, ItemFilters filters) {
    this.recommender = recommender;
    this.answers = answers;
    this.reader = new RequestReader(filters);
  }

  @GetMapping("/similar/{itemId}")
  @Operation(
      summary = "Items that the same shoppers met",
      description =
          "For a product page, whoever reads it. Topped up with popular items, each marked by its `source`.")
  @ApiResponse(responseCode = "200", description = "The list, most similar first")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_item`: neither catalogue nor events name it, or it was deleted",
      content = @Content(mediaType = HttpListProblems.PROBLEM))
  @HttpListProblems
  ResponseEntity<RecommendationResponse> similar(
      @Parameter(example = "red-shoes") @PathVariable String itemId,
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    CatalogueItem item = requireItem(itemId);
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(
        Asked.list("similar", placement),
        random -> recommender.recommend(RecommendationQuestion.similarTo(item.itemId(), frame)));
  }

  @GetMapping("/popular")
  @Operation(
      summary = "What many shoppers like at the moment",
      description =
          "Interest of all shoppers, each counted once per item, fading with age. An unknown category gives an empty list.")
  @ApiResponse(responseCode = "200", description = "The list, most popular first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> popular(
      @Parameter(example = "shoes")
          @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String category,
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(
        Asked.list("popular", placement),
        random -> recommender.popular(category, List.of(), frame));
  }

  @GetMapping("/recent")
  @Operation(
      summary = "What came into the catalogue last",
      description =
          "The newest first. Items that only events have named, and those that were there before anybody noted when,"
              + " are not new.")
  @ApiResponse(responseCode = "200", description = "The list, newest first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> recent(
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(
        Asked.list("recent", placement), random -> recommender.recent(List.of(), frame));
  }

  @GetMapping("/trending")
  @Operation(
      summary = "What is asked for more than usual",
      description =
          "Items whose interest of late lies significantly above their usual share, most significant first. Empty while"
              + " nothing rises.")
  @ApiResponse(responseCode = "200", description = "The list, most significant first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> trending(
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(Asked.list("trending", placement), random -> recommender.trending(frame));
  }

  @GetMapping("/bought-together/{itemId}")
  @Operation(
      summary = "What is bought in one basket with an item",
      description =
          "Only pairs that are bought together significantly more often than by chance; may be empty.")
  @ApiResponse(responseCode = "200", description = "The list, best first")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_item`",
      content = @Content(mediaType = HttpListProblems.PROBLEM))
  @HttpListProblems
  ResponseEntity<RecommendationResponse> boughtTogether(
      @Parameter(example = "red-shoes") @PathVariable String itemId,
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    CatalogueItem item = requireItem(itemId);
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(
        Asked.list("bought-together", placement),
        random -> recommender.boughtTogether(item, frame));
  }

  @GetMapping("/buy-again/{userId}")
  @Operation(
      summary = "What a shopper is expected to need again",
      description =
          "Of what the shopper bought, the items that people buy again, by the probability that the next purchase falls into"
              + " the next 30 days. Empty for a stranger, and without consent.")
  @ApiResponse(responseCode = "200", description = "The list, most probable first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> buyAgain(
      @Parameter(example = "anna")
          @PathVariable
          @Size(max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String userId,
      @RequestParam(defaultValue = RequestLimits.DEFAULT_RESULTS)
          @Min(1)
          @Max(RequestLimits.RESULTS)
          int numResults,
      @RequestParam(required = false)
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Parameter(description = FILTER, example = FILTER_EXAMPLE)
          @RequestParam(required = false)
          @Nullable
          @Size(max = ItemFilters.MAX_PARAMETER_LENGTH)
          String filter) {
    Frame frame = reader.frame(numResults, placement, filter);
    return answers.answer(
        new Asked("buy-again", userId, null, placement, Map.of()),
        random -> recommender.buyAgain(userId, frame));
  }

  private CatalogueItem requireItem(String itemId) {
    return recommender
        .item(itemId)
        .filter(item -> !item.deleted())
        .orElseThrow(() -> ProblemException.unknown("item", itemId));
  }
}
