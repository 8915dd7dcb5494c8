package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What would this campaign have done with the last days? */
@RestController
@RequestMapping("/v1/campaigns/{id}")
@Tag(name = "Campaigns")
class RehearsalController implements DisposableBean {
  private static final int DEFAULT_DAYS = 30;

  private final Campaigns campaigns;
  private final JdbcRehearsals rehearsals;
  private final RehearsalJob job;
  private final RehearsalProperties properties;
  private final Clock clock;
  private final RandomGenerator random;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("campaign-rehearsal").factory());

  RehearsalController(
      Campaigns campaigns,
      JdbcRehearsals rehearsals,
      RehearsalJob job,
      RehearsalProperties properties,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.campaigns = campaigns;
    this.rehearsals = rehearsals;
    this.job = job;
    this.properties = properties;
    this.clock = clock;
    this.random = random;
  }

  /** {@code POST /v1/campaigns/{id}/rehearsal}: 202 with a job that shows its progress. */
  @PostMapping("/rehearsal")
  @Operation(
      summary = "Rehearse a campaign",
      description =
          """
          Replays the last days of the event log through the campaign, in whatever state it is, and writes nothing but a report: whom it would have addressed, treated, held \
          out and denied day by day, overlap with running campaigns, caps that collide, cost, clauses that were never true, and the smallest effect it could show. \
          Profiles are those of the moment. The answer is a job: ask its `Location` until `state` is `finished` or `failed`.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The rehearsal has begun.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`number_out_of_range`, with a pointer")
  @ApiResponse(responseCode = "404", description = "`unknown_campaign`")
  @ApiResponse(responseCode = "409", description = "`rehearsal_running`: one at a time")
  ResponseEntity<Rehearsal> begin(@PathVariable UUID id, @RequestBody RehearsalRequest request) {
    Campaign campaign = campaign(id);
    int days = request.days() == null ? DEFAULT_DAYS : request.days();
    if (days < 1 || days > properties.mostDays()) {
      throw ProblemException.invalid(
          "/days",
          "number_out_of_range",
          "days must be 1 to %d, not %d".formatted(properties.mostDays(), days));
    }
    UUID rehearsal = Uuids.v7(clock.instant().truncatedTo(ChronoUnit.MILLIS), random);
    if (!rehearsals.begin(rehearsal, campaign, days)) {
      throw ProblemException.conflict(
          "rehearsal_running", "another rehearsal is under way: wait until it is finished");
    }
    thread.execute(() -> job.run(rehearsal, campaign, days));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/campaigns/%s/rehearsals/%s".formatted(id, rehearsal)))
        .body(find(id, rehearsal));
  }

  /** {@code GET /v1/campaigns/{id}/rehearsals/{rehearsalId}}: progress, then the report. */
  @GetMapping("/rehearsals/{rehearsalId}")
  @Operation(
      summary = "A rehearsal: progress and report",
      description = "While `running`: the step and how many shoppers are done. When `failed`: why.")
  @ApiResponse(responseCode = "200", description = "The rehearsal.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_rehearsal`")
  Rehearsal one(@PathVariable UUID id, @PathVariable UUID rehearsalId) {
    return find(id, rehearsalId);
  }

  /** {@code GET /v1/campaigns/{id}/rehearsals}: the latest, newest first. */
  @GetMapping("/rehearsals")
  @Operation(
      summary = "The latest rehearsals of a campaign",
      description = "Newest first, at most ten; an empty list when there are none.")
  @ApiResponse(responseCode = "200", description = "The rehearsals.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "`unknown_campaign`")
  Rehearsals all(@PathVariable UUID id) {
    return new Rehearsals(rehearsals.of(campaign(id).id()));
  }

  private Campaign campaign(UUID id) {
    return campaigns
        .find(id)
        .orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
  }

  private Rehearsal find(UUID campaignId, UUID id) {
    return rehearsals
        .find(campaignId, id)
        .orElseThrow(() -> ProblemException.unknown("rehearsal", id.toString()));
  }

  /** A rehearsal still under way is left behind and found silent later. */
  @Override
  public void destroy() {
    thread.shutdownNow();
  }

  /** What is asked of a rehearsal. */
  @Schema(name = "RehearsalRequest")
  record RehearsalRequest(
      @Schema(
              description = "How many days back; see `storeloop.campaign.rehearsal.most-days`.",
              defaultValue = "30",
              example = "30")
          @Nullable Integer days) {}

  /** The latest rehearsals. */
  @Schema(name = "Rehearsals")
  record Rehearsals(List<Rehearsal> rehearsals) {}
}
