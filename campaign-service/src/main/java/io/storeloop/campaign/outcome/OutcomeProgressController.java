package io.storeloop.campaign.outcome;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether everything that has happened is counted already. */
@RestController
@Tag(name = "Decisions")
class OutcomeProgressController {
  private final OutcomeProgress progress;

  OutcomeProgressController(OutcomeProgress progress) {
    this.progress = progress;
  }

  @Schema(name = "OutcomeProgress")
  record ProgressAnswer(
      @Schema(description = "Events whose effects are counted, ever.") long appliedEvents,
      @Schema(description = "Age of the oldest event that is not counted yet; 0 if all are.")
          long lagMillis,
      @Schema(description = "True only if every committed event is counted.") boolean caughtUp) {}

  /** {@code GET /v1/decisions/progress}. */
  @GetMapping("/v1/decisions/progress")
  @Operation(
      summary = "How far outcomes are counted",
      description =
          "Exposures, clicks and conversions follow the event log; this says how far they have come.")
  @ApiResponse(
      responseCode = "200",
      description = "The progress.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProgressAnswer.class),
              examples =
                  @ExampleObject(
                      "{\"appliedEvents\": 250000, \"lagMillis\": 0, \"caughtUp\": true}")))
  ProgressAnswer progress() {
    OutcomeProgress.State state = progress.now();
    return new ProgressAnswer(state.appliedEvents(), state.lagMillis(), state.isCaughtUp());
  }
}
