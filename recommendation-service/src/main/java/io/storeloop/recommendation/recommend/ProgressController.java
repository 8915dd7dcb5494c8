package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.JdbcBacklog;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.UntrainedInteractions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far this process has followed the event log and the catalogue. */
@RestController
@Tag(name = "Recommendations")
final class ProgressController {
  @Schema(name = "RecommendationProgress")
  record ProgressResponse(
      @Schema(description = "events applied since this process started", example = "250000")
          long appliedEvents,
      @Schema(
              description =
                  "age of the last moment at which everything readable had been applied; grows while the database is away",
              example = "42")
          long lagMillis,
      @Schema(description = "whether every committed event and item change has been applied")
          boolean caughtUp,
      @Schema(description = "interactions that no model has learnt from yet", example = "0")
          long untrainedInteractions,
      @Schema(description = "the model that answers; absent before the first training")
          @Nullable String modelVersion) {}

  private final Interactions interactions;
  private final LogFollowerJob follower;
  private final JdbcBacklog backlog;
  private final ActiveModel activeModel;
  private final UntrainedInteractions untrained;

  ProgressController(
      Interactions interactions,
      LogFollowerJob follower,
      JdbcBacklog backlog,
      ActiveModel activeModel,
      UntrainedInteractions untrained) {
    this.interactions = interactions;
    this.follower = follower;
    this.backlog = backlog;
    this.activeModel = activeModel;
    this.untrained = untrained;
  }

  @GetMapping("/v1/recommendations/progress")
  @Operation(
      summary = "How far the service has followed the event log",
      description =
          "Asks the database whether anything is left to apply; `caughtUp` is false when the database cannot say.")
  @ApiResponse(responseCode = "200", description = "The state of this process")
  ProgressResponse progress() {
    boolean caughtUp = backlog.isEmpty();
    String version = activeModel.current().version();
    return new ProgressResponse(
        interactions.appliedEvents(),
        follower.lagMillis(),
        caughtUp,
        untrained.count(),
        version.isEmpty() ? null : version);
  }
}
