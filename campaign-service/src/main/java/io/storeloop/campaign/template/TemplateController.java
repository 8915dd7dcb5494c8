package io.storeloop.campaign.template;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Drafts for the usual plays. */
@RestController
@RequestMapping("/v1/campaign-templates")
@Tag(name = "Campaign templates")
class TemplateController {
  @Schema(name = "CampaignTemplate")
  record TemplateAnswer(
      @Schema(example = "win-back") String templateId,
      @Schema(description = "Whom it addresses.") String description,
      @Schema(
              type = "object",
              description = "The request that `POST /v1/campaigns` would make the draft of.")
          ObjectNode campaign) {}

  @Schema(name = "CampaignTemplates")
  record TemplatesAnswer(List<TemplateAnswer> templates) {}

  /** {@code GET /v1/campaign-templates}: always the same list. */
  @GetMapping
  @Operation(
      summary = "List campaign templates",
      description =
          "Win-back, abandoned cart, replenishment, second purchase, VIP and cross-sell, each with its whole draft.")
  @ApiResponse(responseCode = "200", description = "All templates.")
  TemplatesAnswer list() {
    return new TemplatesAnswer(
        Arrays.stream(CampaignTemplate.values())
            .map(template ->
                new TemplateAnswer(template.id(), template.description(), template.draft()))
            .toList());
  }
}
