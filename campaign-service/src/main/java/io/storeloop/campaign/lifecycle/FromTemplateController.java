package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.template.CampaignTemplate;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns that begin as a usual play. */
@RestController
@Tag(name = "Campaign templates")
class FromTemplateController {
  private static final int LONGEST_NAME = CampaignReader.LONGEST_NAME;

  private final Campaigns campaigns;
  private final JsonMapper json;
  private final Clock clock;

  FromTemplateController(Campaigns campaigns, JsonMapper json, Clock clock) {
    this.campaigns = campaigns;
    this.json = json;
    this.clock = clock;
  }

  @Schema(name = "CampaignFromTemplateRequest")
  record FromTemplateRequest(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "One of `GET /v1/campaign-templates`.",
              example = "win-back")
          @Nullable String templateId,
      @Schema(description = "Instead of the template's name.", example = "Win back, spring")
          @Nullable String name,
      @Schema(description = "Instead of the template's place.", example = "[\"home-banner\"]")
          @Nullable List<@Nullable String> placements) {}

  /** {@code POST /v1/campaigns/from-template}: a new draft; 201; 400 with every mistake. */
  @PostMapping("/v1/campaigns/from-template")
  @Operation(
      summary = "Write a campaign from a template",
      description =
          "Makes a draft of the template, under your name and for your places. Change it like any other before you start"
              + " it.")
  @ApiResponse(responseCode = "201", description = "The draft; `Location` is its address.")
  @HttpCampaignProblems.Validation
  ResponseEntity<CampaignAnswer> create(@RequestBody FromTemplateRequest request) {
    Mistakes mistakes = new Mistakes();
    String templateId = mistakes.required("/templateId", request.templateId(), LONGEST_NAME);
    mistakes.throwIfAny();
    CampaignTemplate template =
        CampaignTemplate.find(templateId)
            .orElseThrow(() ->
                ProblemException.invalid(
                    "/templateId",
                    "unknown_template",
                    "expected one of " + String.join(", ", CampaignTemplate.ids())));
    Campaign campaign = campaigns.create(CampaignReader.read(draft(template, request)));
    return ResponseEntity.created(URI.create("/v1/campaigns/" + campaign.id()))
        .eTag("\"" + campaign.version() + "\"")
        .body(CampaignAnswer.of(campaign, clock.instant()));
  }

  private CampaignRequest draft(CampaignTemplate template, FromTemplateRequest request) {
    ObjectNode draft = template.draft();
    if (request.name() != null) {
      draft.put("name", request.name());
    }
    if (request.placements() != null) {
      draft.set("placements", json.valueToTree(request.placements()));
    }
    return json.treeToValue(draft, CampaignRequest.class);
  }
}
