package io.storeloop.recommendation.gorse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.recommendation.recommend.ForeignLists;
import io.storeloop.recommendation.recommend.ForeignLists.Line;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gorse's routes that answer lists. A category of Gorse is our category; a list keeps the rules of
 * the placement {@code gorse}.
 */
@RestController
@RequestMapping("/api")
@Tag(
    name = "Gorse",
    description =
        "The lists of the Gorse recommender; the key goes into X-API-Key. Write-back is accepted and not needed: what was"
            + " recommended is on record.")
@ApiResponse(
    responseCode = "400",
    description = "`invalid_parameter`, `invalid_value`, `malformed_json`",
    content = @Content(mediaType = GorseController.PROBLEM))
final class GorseController {
  static final String PROBLEM = "application/problem+json";

  private static final String FACADE = "gorse";
  private static final int MAX_ID_LENGTH = 512;

  /** What was asked is put on record, and PostgreSQL holds no NUL. */
  private static final String NO_NUL = "[^\\x00]*";

  private static final int MAX_FEEDBACK = 100;
  private static final String NO_SEPARATOR = "\0";
  private static final int MAX_CATEGORIES = 20;
  private static final String N = "10";

  /** An item with its score. */
  @Schema(name = "GorseScore")
  record Score(
      @JsonProperty("Id") @Schema(example = "green-hat") String id,
      @JsonProperty("Score") @Schema(example = "0.51") double score) {}

  /** What somebody did in a session. */
  @Schema(name = "GorseFeedback")
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Feedback(
      @JsonProperty("FeedbackType") @Schema(example = "read") @Nullable String feedbackType,
      @JsonProperty("UserId") @Nullable String userId,
      @JsonProperty("ItemId") @NotBlank @Size(max = MAX_ID_LENGTH) @Schema(example = "red-shoes")
          String itemId,
      @JsonProperty("Timestamp") @Schema(example = "2026-03-01T12:00:00Z")
          @Nullable String timestamp) {}

  private final ForeignLists lists;

  GorseController(ForeignLists lists) {
    this.lists = lists;
  }

  /** A category is taken as it is sent: its name may hold a comma, but no NUL. */
  @InitBinder
  void keepCommas(WebDataBinder binder) {
    binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor(NO_SEPARATOR));
  }

  @GetMapping({"/recommend/{userId}", "/recommend/{userId}/{category}"})
  @Operation(
      summary = "Recommend items to a user, as Gorse does",
      description = "The ids alone. With several categories, items of any of them.")
  @ApiResponse(responseCode = "200", description = "Item ids, best first")
  List<String> recommend(
      @PathVariable @Size(max = MAX_ID_LENGTH) @Pattern(regexp = NO_NUL) String userId,
      @PathVariable(name = "category", required = false) @Nullable String ofPath,
      @RequestParam(name = "category", defaultValue = "") @Size(max = MAX_CATEGORIES)
          String[] categories,
      @RequestParam(name = "write-back-type", required = false) @Nullable String writeBackType,
      @RequestParam(name = "write-back-delay", required = false) @Nullable String writeBackDelay,
      @RequestParam(defaultValue = N) @Min(1) @Max(ForeignLists.MAX_RESULTS) int n,
      @RequestParam(defaultValue = "0") @Min(0) int offset) {
    List<String> wanted = ofPath == null ? named(categories) : List.of(ofPath);
    return page(lists.ofUser(FACADE, userId, wanted, reach(n, offset)), offset).stream()
        .map(Line::itemId)
        .toList();
  }

  @GetMapping({"/popular", "/popular/{category}"})
  @Operation(
      summary = "Popular items, as Gorse does",
      description = "With `user-id`, without what that user dealt with.")
  @ApiResponse(responseCode = "200", description = "Items with scores, most popular first")
  List<Score> popular(
      @PathVariable(name = "category", required = false) @Nullable String ofPath,
      @RequestParam(name = "category", defaultValue = "") @Size(max = MAX_CATEGORIES)
          String[] categories,
      @Parameter(name = "user-id")
          @RequestParam(name = "user-id", required = false)
          @Nullable
          @Size(max = MAX_ID_LENGTH)
          String userId,
      @RequestParam(defaultValue = N) @Min(1) @Max(ForeignLists.MAX_RESULTS) int n,
      @RequestParam(defaultValue = "0") @Min(0) int offset) {
    List<String> wanted = ofPath == null ? named(categories) : List.of(ofPath);
    return scores(page(lists.popular(FACADE, wanted, userId, reach(n, offset)), offset));
  }

  @GetMapping({"/latest", "/latest/{category}"})
  @Operation(
      summary = "The latest items, as Gorse does",
      description = "With `user-id`, without what that user dealt with.")
  @ApiResponse(responseCode = "200", description = "Items with scores, newest first")
  List<Score> latest(
      @PathVariable(name = "category", required = false) @Nullable String ofPath,
      @RequestParam(name = "category", defaultValue = "") @Size(max = MAX_CATEGORIES)
          String[] categories,
      @Parameter(name = "user-id")
          @RequestParam(name = "user-id", required = false)
          @Nullable
          @Size(max = MAX_ID_LENGTH)
          String userId,
      @RequestParam(defaultValue = N) @Min(1) @Max(ForeignLists.MAX_RESULTS) int n,
      @RequestParam(defaultValue = "0") @Min(0) int offset) {
    List<String> wanted = ofPath == null ? named(categories) : List.of(ofPath);
    return scores(page(lists.latest(FACADE, wanted, userId, reach(n, offset)), offset));
  }

  @GetMapping({"/item/{itemId}/neighbors", "/item/{itemId}/neighbors/{category}"})
  @Operation(
      summary = "Neighbours of an item, as Gorse does",
      description = "What the same shoppers met.")
  @ApiResponse(responseCode = "200", description = "Items with scores, most similar first")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_item`",
      content = @Content(mediaType = PROBLEM))
  List<Score> neighbours(
      @PathVariable @Size(max = MAX_ID_LENGTH) String itemId,
      @PathVariable(name = "category", required = false) @Nullable String ofPath,
      @RequestParam(name = "category", defaultValue = "") @Size(max = MAX_CATEGORIES)
          String[] categories,
      @RequestParam(defaultValue = N) @Min(1) @Max(ForeignLists.MAX_RESULTS) int n,
      @RequestParam(defaultValue = "0") @Min(0) int offset) {
    if (!lists.knows(itemId)) {
      throw ProblemException.unknown("item", itemId);
    }
    List<String> wanted = ofPath == null ? named(categories) : List.of(ofPath);
    return scores(page(lists.ofVisit(FACADE, List.of(itemId), wanted, reach(n, offset)), offset));
  }

  @PostMapping({"/session/recommend", "/session/recommend/{category}"})
  @Operation(
      summary = "Recommend items for a session, as Gorse does",
      description = "The body is the session's feedback, at most 100 pieces; Timestamp orders it.")
  @ApiResponse(responseCode = "200", description = "Items with scores, best first")
  List<Score> session(
      @PathVariable(name = "category", required = false) @Nullable String ofPath,
      @RequestParam(name = "category", defaultValue = "") @Size(max = MAX_CATEGORIES)
          String[] categories,
      @RequestParam(defaultValue = N) @Min(1) @Max(ForeignLists.MAX_RESULTS) int n,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestBody @Size(max = MAX_FEEDBACK) List<@NotNull @Valid Feedback> session) {
    List<String> itemIds =
        session.stream()
            .sorted(
                Comparator.comparing(
                    Feedback::timestamp, Comparator.nullsFirst(Comparator.naturalOrder())))
            .map(Feedback::itemId)
            .distinct()
            .toList();
    List<String> wanted = ofPath == null ? named(categories) : List.of(ofPath);
    return scores(page(lists.ofVisit(FACADE, itemIds, wanted, reach(n, offset)), offset));
  }

  /** An empty category means all. */
  private static List<String> named(String[] categories) {
    return Arrays.stream(categories).filter(category -> !category.isEmpty()).toList();
  }

  private static int reach(int n, int offset) {
    return (int) Math.min(ForeignLists.MAX_RESULTS, (long) n + offset);
  }

  private static List<Line> page(List<Line> lines, int offset) {
    return lines.subList(Math.min(offset, lines.size()), lines.size());
  }

  private static List<Score> scores(List<Line> lines) {
    return lines.stream().map(line -> new Score(line.itemId(), line.score())).toList();
  }
}
