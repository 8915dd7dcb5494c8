package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be known about a shopper? */
@RestController
@RequestMapping("/v1/features")
@Tag(name = "Features", description = "What the features of a profile mean.")
class FeatureController {
  /** {@code GET /v1/features}: the whole catalogue, in the order in which profiles tell it. */
  @GetMapping
  @Operation(
      summary = "All features and what they mean",
      description =
          "Each is a path `features.<name>` of conditions and a field of a profile's `features`.")
  @ApiResponse(responseCode = "200", description = "The catalogue.", useReturnTypeSchema = true)
  Catalogue features() {
    return new Catalogue(FeatureCatalogue.all().stream().map(FeatureController::view).toList());
  }

  private static FeatureView view(FeatureDefinition feature) {
    return new FeatureView(
        feature.name(),
        feature.type().name().toLowerCase(Locale.ROOT),
        feature.unit(),
        feature.window(),
        feature.sources().stream().map(EventType::wireName).toList(),
        feature.description(),
        feature.derivation().isTimeDependent());
  }

  /** All features. */
  @Schema(name = "FeatureCatalogue")
  record Catalogue(List<FeatureView> features) {}

  /** One feature. */
  @Schema(name = "Feature")
  record FeatureView(
      @Schema(example = "recencyDays") String name,
      @Schema(allowableValues = {"number", "string", "shares", "shares_by_group"}) String type,
      @Schema(description = "Empty for counts and names.", example = "whole days") String unit,
      @Schema(description = "Which part of the past it looks at.", example = "ever") String window,
      @Schema(description = "The types of events it is made of.", example = "[\"purchase\"]")
          List<String> sources,
      @Schema(example = "Since the last purchase; absent without one.") String description,
      @Schema(description = "Whether it changes while nothing happens to the shopper.")
          boolean timeDependent) {}
}
