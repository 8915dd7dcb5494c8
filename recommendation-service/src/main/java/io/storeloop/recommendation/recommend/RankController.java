package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilters;
import io.storeloop.recommendation.recommend.HttpAnswers.Asked;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Orders a list that the caller has. Never asks the database. */
@RestController
@Tag(name = "Recommendations")
final class RankController {
  /** Whose list it is, and what is on it. */
  @Schema(name = "RankRequest")
  record RankRequest(
      @Schema(example = "anna")
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String userId,
      @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String anonymousId,
      @Schema(description = "used when there is neither userId nor anonymousId")
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String sessionId,
      @Schema(
              description = "the list to be ordered, such as the hits of a search",
              example = "[\"blue-socks\", \"green-hat\"]")
          @NotEmpty
          @Size(max = RequestLimits.RANKED_ITEMS)
          List<@NotBlank @Size(max = RequestLimits.ID_LENGTH) String> itemIds,
      @Schema(description = "what the shopper is looking at now", example = "[\"red-shoes\"]")
          @Nullable
          @Size(max = RequestLimits.CONTEXT_ITEMS)
          List<@NotBlank @Size(max = RequestLimits.ID_LENGTH) String> contextItemIds,
      @Schema(example = "search")
          @Nullable
          @Size(min = 1, max = RequestLimits.ID_LENGTH)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String placement,
      @Schema(description = "true for all evidence instead of the strongest")
          @Nullable Boolean explain,
      @Schema(
              description = "only items that meet this condition; see docs/conditions.md",
              type = "object",
              example = "{\"inStock\": true}")
          @Nullable JsonNode filter) {

    RecommendationQuestion question(ItemFilters filters) {
      return new RecommendationQuestion(
          userId,
          anonymousId,
          sessionId,
          contextItemIds == null ? List.of() : contextItemIds,
          explain != null && explain,
          List.of(),
          new Frame(itemIds.size(), placement, filters.received(filter, "/filter"), List.of()));
    }
  }

  private final Recommender recommender;
  private final HttpAnswers answers;
  private final ItemFilters filters;

  RankController(Recommender recommender, HttpAnswers answers, ItemFilters filters) {
    this.recommender = recommender;
    this.answers = answers;
    this.filters = filters;
  }

  @PostMapping("/v1/rank")
  @Operation(
      summary = "Order a given list for a shopper",
      description =
          """
          The items that something speaks for first, then the others by popularity, each with its reason. Boosts of the
          placement count, buried items come last, pins and quotas do not apply. What must not be shown (bought, in view,
          out of stock, excluded, not let through by `filter`) or is unknown comes back in `omitted`.
          """)
  @ApiResponse(responseCode = "200", description = "The list, best first")
  @HttpListProblems
  ResponseEntity<RecommendationResponse> rank(@Valid @RequestBody RankRequest request) {
    RecommendationQuestion question = request.question(filters);
    return answers.answer(
        new Asked("rank", request.userId(), request.anonymousId(), request.placement(), Map.of()),
        random -> recommender.rank(question, request.itemIds()));
  }
}
