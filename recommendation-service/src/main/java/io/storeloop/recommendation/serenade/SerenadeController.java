package io.storeloop.recommendation.serenade;

import io.storeloop.recommendation.recommend.ForeignLists;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serenade's one route. A list keeps the rules of the placement {@code serenade}. */
@RestController
@Tag(name = "Serenade", description = "The session recommendations of bol.com's Serenade.")
final class SerenadeController {
  private static final String PROBLEM = "application/problem+json";
  private static final String FACADE = "serenade";
  private static final int MAX_ID_LENGTH = 512;

  /** As many as Serenade gives by default. */
  private static final int RESULTS = 21;

  /** Longer numbers do not fit into Serenade's ids. */
  private static final int MAX_DIGITS = 18;

  private final ForeignLists lists;
  private final Clock clock;
  private final VisitedItems visits = new VisitedItems();

  SerenadeController(ForeignLists lists, Clock clock) {
    this.lists = lists;
    this.clock = clock;
  }

  @GetMapping("/v1/recommend")
  @Operation(
      summary = "Recommend items for a session, as Serenade does",
      description =
          """
          The item looked at joins the session, which is kept in memory for half an hour. Without consent nothing is kept,
          what was kept is forgotten, and the item alone decides. Ids that are whole numbers are written as numbers, as Serenade's are.
          """)
  @ApiResponse(responseCode = "200", description = "A JSON list of at most 21 item ids, best first")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`: one is missing or of the wrong type",
      content = @Content(mediaType = PROBLEM))
  List<Object> recommend(
      @Parameter(example = "144") @RequestParam("session_id") @Size(min = 1, max = MAX_ID_LENGTH)
          String sessionId,
      @Parameter(example = "true") @RequestParam("user_consent") boolean userConsent,
      @Parameter(example = "453279") @RequestParam("item_id") @Size(min = 1, max = MAX_ID_LENGTH)
          String itemId) {
    return lists.ofVisit(FACADE, visit(sessionId, userConsent, itemId), List.of(), RESULTS).stream()
        .map(line -> wireId(line.itemId()))
        .toList();
  }

  private List<String> visit(String sessionId, boolean userConsent, String itemId) {
    if (userConsent) {
      return visits.visit(sessionId, itemId, clock.instant());
    }
    visits.forget(sessionId);
    return List.of(itemId);
  }

  private static Object wireId(String itemId) {
    boolean number =
        itemId.length() <= MAX_DIGITS
            && itemId.chars().allMatch(c -> c >= '0' && c <= '9')
            && (itemId.length() == 1 || itemId.charAt(0) != '0');
    return number ? (Object) Long.valueOf(itemId) : itemId;
  }
}
