package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.cost.CostsFields;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns, written by people and started by them. */
@RestController
@RequestMapping("/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignController {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Campaigns campaigns;
  private final PlanReferences references;
  private final Clock clock;

  CampaignController(Campaigns campaigns, PlanReferences references, Clock clock) {
    this.campaigns = campaigns;
    this.references = references;
    this.clock = clock;
  }

  @Schema(name = "CampaignPage")
  record CampaignPage(
      List<CampaignAnswer> campaigns,
      @Schema(description = "Give it back as `cursor`; absent on the last page.")
          @Nullable String nextCursor) {}

  /** {@code POST /v1/campaigns}: a new draft; 201 with its address; 400 with every mistake. */
  @PostMapping
  @Operation(
      summary = "Write a campaign",
      description =
          "Makes a draft. Nothing is shown before it is started. All mistakes come back at once, each with a"
              + " JSON pointer.")
  @ApiResponse(responseCode = "201", description = "The draft; `Location` is its address.")
  @HttpCampaignProblems.Validation
  ResponseEntity<CampaignAnswer> create(@RequestBody CampaignRequest request) {
    return created(references.checked(CampaignReader.read(request), request.condition()));
  }

  private ResponseEntity<CampaignAnswer> created(CampaignPlan plan) {
    Campaign campaign = campaigns.create(plan);
    return ResponseEntity.created(URI.create("/v1/campaigns/" + campaign.id()))
        .eTag(etag(campaign))
        .body(answer(campaign));
  }

  /** {@code GET /v1/campaigns}: oldest first; an empty list when there are none. */
  @GetMapping
  @Operation(summary = "List campaigns", description = "Oldest first, page by page.")
  @ApiResponse(responseCode = "200", description = "A page of campaigns.")
  @HttpCampaignProblems.BadQuery
  CampaignPage list(
      @Parameter(description = "At most so many, 1 to 1000.") @RequestParam(defaultValue = "50")
          int limit,
      @Parameter(description = "`nextCursor` of the page before.") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(
              description = "Only those in this state: draft, scheduled, running, paused or ended.")
          @RequestParam(required = false)
          @Nullable String state) {
    int most = PageCursor.limit(limit);
    List<Campaign> page = campaigns.page(after(cursor), most + 1, stateOf(state));
    boolean more = page.size() > most;
    List<Campaign> shown = more ? page.subList(0, most) : page;
    return new CampaignPage(
        shown.stream().map(this::answer).toList(),
        more ? PageCursor.encode(shown.getLast().id().toString()) : null);
  }

  /** {@code GET /v1/campaigns/{id}}: 404 {@code unknown_campaign} if there is none. */
  @GetMapping("/{id}")
  @Operation(summary = "Read a campaign", description = "`ETag` holds its version.")
  @ApiResponse(responseCode = "200", description = "The campaign.")
  @HttpCampaignProblems.Unknown
  ResponseEntity<CampaignAnswer> read(@PathVariable UUID id) {
    return answered(
        campaigns.find(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString())));
  }

  /** {@code PUT /v1/campaigns/{id}}: replaces the plan; 409 if it may not, or has changed. */
  @PutMapping("/{id}")
  @Operation(
      summary = "Change a campaign",
      description =
          "Replaces the whole plan. A draft may become anything; a paused campaign keeps its experiment (holdout, goal,"
              + " offer ids and weights); a running one must be paused first. Name the version you have read in"
              + " `If-Match` or in the field `version`.")
  @ApiResponse(responseCode = "200", description = "The campaign as it is now.")
  @HttpCampaignProblems.Validation
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<CampaignAnswer> replace(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody CampaignRequest request) {
    Long version = request.version() == null ? versionIn(ifMatch) : request.version();
    if (version == null) {
      throw ProblemException.invalid(
          "/version",
          "missing_value",
          "expected the version that you have read, here or in If-Match");
    }
    CampaignPlan plan = references.checked(CampaignReader.read(request), request.condition());
    return changed(id, version, "edit", campaign -> Lifecycle.edit(campaign, plan, now()));
  }

  /** {@code PUT /v1/campaigns/{id}/costs}: in any state, as invoices come late; 400, 404, 409. */
  @PutMapping("/{id}/costs")
  @Operation(
      summary = "Tell what a campaign costs",
      description =
          "Replaces `costs`, in whatever state the campaign is: an invoice comes when it has ended. The return in results"
              + " follows at once; nothing else changes, and nothing is drawn from the budget. `{\"fixed\": 0}` takes back"
              + " what was told. Name the version you have read in `If-Match` if nobody else's change may be passed over.")
  @ApiResponse(responseCode = "200", description = "The campaign as it is now.")
  @HttpCampaignProblems.InvalidCosts
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<CampaignAnswer> cost(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody CostsFields given) {
    Campaign read =
        campaigns.find(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
    Mistakes mistakes = new Mistakes();
    Costs costs = CostsFields.read("", given, read.plan().limits().budget(), mistakes);
    mistakes.throwIfAny();
    Long version = versionIn(ifMatch);
    return changed(
        id,
        version == null ? read.version() : version,
        "costs",
        campaign -> Lifecycle.cost(campaign, Objects.requireNonNull(costs)));
  }

  /** {@code DELETE /v1/campaigns/{id}}: 204; only a draft, 409 {@code campaign_not_a_draft}. */
  @DeleteMapping("/{id}")
  @Operation(
      summary = "Delete a draft",
      description = "What has been started stays, because decisions and results refer to it.")
  @ApiResponse(responseCode = "204", description = "The draft is gone.")
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<Void> delete(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    granted(id, campaigns.delete(id, versionIn(ifMatch)));
    return ResponseEntity.noContent().build();
  }

  /** {@code POST …/start}: draft or paused → running; 409 {@code period_over}. */
  @PostMapping("/{id}/start")
  @Operation(
      summary = "Start a campaign",
      description =
          "From draft or paused to running; before `startsAt` to scheduled, and then it runs by itself. Starting what"
              + " already runs changes nothing.")
  @ApiResponse(responseCode = "200", description = "The running or scheduled campaign.")
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<CampaignAnswer> start(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    campaigns
        .find(id)
        .filter(campaign -> campaign.state() != CampaignState.ENDED)
        .ifPresent(campaign -> references.requireStartable(campaign.plan()));
    return changed(id, versionIn(ifMatch), "start", campaign -> Lifecycle.start(campaign, now()));
  }

  /** {@code POST …/duplicate}: a new draft with the same plan and a salt of its own; 404. */
  @PostMapping("/{id}/duplicate")
  @Operation(
      summary = "Duplicate a campaign",
      description =
          "Makes a draft with the same plan, in whatever state the campaign is. Its experiment is a new one: other"
              + " shoppers are held out.")
  @ApiResponse(responseCode = "201", description = "The draft; `Location` is its address.")
  @HttpCampaignProblems.Unknown
  ResponseEntity<CampaignAnswer> duplicate(@PathVariable UUID id) {
    Campaign original =
        campaigns.find(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
    String name = "Copy of " + original.plan().name();
    boolean fits = name.length() <= CampaignReader.LONGEST_NAME;
    return created(fits ? original.plan().named(name) : original.plan());
  }

  /** {@code POST …/pause}: running → paused; 409 for a draft or an ended one. */
  @PostMapping("/{id}/pause")
  @Operation(
      summary = "Pause a campaign",
      description =
          "Decides nothing new until it is started again; conversions go on being counted.")
  @ApiResponse(responseCode = "200", description = "The paused campaign.")
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<CampaignAnswer> pause(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return changed(id, versionIn(ifMatch), "pause", campaign -> Lifecycle.pause(campaign, now()));
  }

  /** {@code POST …/end}: running or paused → ended, for good; 409 for a draft. */
  @PostMapping("/{id}/end")
  @Operation(
      summary = "End a campaign",
      description = "For good. Open windows still run out: later purchases inside them count.")
  @ApiResponse(responseCode = "200", description = "The ended campaign.")
  @HttpCampaignProblems.Unknown
  @HttpCampaignProblems.Refused
  ResponseEntity<CampaignAnswer> end(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return changed(id, versionIn(ifMatch), "end", campaign -> Lifecycle.end(campaign, now()));
  }

  private ResponseEntity<CampaignAnswer> changed(
      UUID id, @Nullable Long version, String action, Function<Campaign, Change> change) {
    return answered(granted(id, campaigns.change(id, version, action, change)));
  }

  private static Campaign granted(UUID id, Change change) {
    return switch (change) {
      case Change.Granted(Campaign campaign) -> campaign;
      case Change.Refused(String code, String detail) ->
          throw ProblemException.of(HttpStatus.CONFLICT, code, detail);
      case Change.Unknown() -> throw ProblemException.unknown("campaign", id.toString());
    };
  }

  private ResponseEntity<CampaignAnswer> answered(Campaign campaign) {
    return ResponseEntity.ok().eTag(etag(campaign)).body(answer(campaign));
  }

  private CampaignAnswer answer(Campaign campaign) {
    return CampaignAnswer.of(campaign, clock.instant());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String etag(Campaign campaign) {
    return "\"" + campaign.version() + "\"";
  }

  private static @Nullable Long versionIn(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.replace("\"", ""));
    } catch (NumberFormatException notOurs) {
      throw ProblemException.invalid(
          "?If-Match", "invalid_version", "If-Match must be the ETag of an earlier answer");
    }
  }

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? BEFORE_ALL : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  private static @Nullable CampaignState stateOf(@Nullable String state) {
    if (state == null) {
      return null;
    }
    return Arrays.stream(CampaignState.values())
        .filter(known -> known.wireName().equals(state))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "?state",
                "invalid_parameter",
                "state must be draft, scheduled, running, paused or ended"));
  }
}
