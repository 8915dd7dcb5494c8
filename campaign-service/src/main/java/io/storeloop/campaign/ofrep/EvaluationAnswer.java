package io.storeloop.campaign.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeloop.campaign.decision.FlagDecisions.Flag;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A flag as the protocol writes it, evaluated or not. */
@Schema(name = "OfrepEvaluation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationAnswer(
    @Nullable String key,
    @Schema(
            type = "object",
            description =
                "The offer as `POST /v1/decisions` gives it; absent: use the code's default.")
        @Nullable JsonNode value,
    @Schema(
            description =
                "`SPLIT`: the group was drawn. `TARGETING_MATCH`: everybody who is addressed gets this. `DEFAULT`: no campaign"
                    + " addresses the shopper. `DISABLED`: the campaign does not act now.",
            allowableValues = {"SPLIT", "TARGETING_MATCH", "DEFAULT", "DISABLED"})
        @Nullable String reason,
    @Schema(description = "The offer's id, `holdout`, or `default`.", example = "ten-percent")
        @Nullable String variant,
    @Schema(description = "`decisionId`, to be sent along with events; `campaignId`; `fallback`.")
        @Nullable Map<String, String> metadata,
    @Schema(
            allowableValues = {
              "PARSE_ERROR",
              "TARGETING_KEY_MISSING",
              "INVALID_CONTEXT",
              "FLAG_NOT_FOUND"
            })
        @Nullable String errorCode,
    @Nullable String errorDetails) {

  static EvaluationAnswer of(Flag flag) {
    return switch (flag) {
      case Flag.Decided decided ->
          new EvaluationAnswer(
              decided.key(),
              decided.value(),
              reason(decided),
              decided.variant(),
              metadata(decided),
              null,
              null);
      case Flag.Disabled(String key) ->
          new EvaluationAnswer(key, null, "DISABLED", null, Map.of(), null, null);
      case Flag.Unknown(String key) ->
          failed(
              key,
              "FLAG_NOT_FOUND",
              "no running campaign fills a placement of that name, and no campaign has that id");
    };
  }

  static EvaluationAnswer failed(@Nullable String key, String errorCode, String errorDetails) {
    return new EvaluationAnswer(key, null, null, null, null, errorCode, errorDetails);
  }

  private static String reason(Flag.Decided decided) {
    if (decided.drawn()) {
      return "SPLIT";
    }
    boolean targeted = decided.variant() != null && decided.campaignId() != null;
    return targeted ? "TARGETING_MATCH" : "DEFAULT";
  }

  private static Map<String, String> metadata(Flag.Decided decided) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("decisionId", decided.decisionId().toString());
    if (decided.campaignId() != null) {
      metadata.put("campaignId", decided.campaignId().toString());
    }
    if (decided.fallback() != null) {
      metadata.put("fallback", decided.fallback());
    }
    return metadata;
  }
}
