package io.storeloop.recommendation.merchandising;

import io.storeloop.common.conditions.ConditionWriter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A rule as stored. */
@Schema(name = "MerchandisingRule")
record MerchandisingAnswer(
    @Schema(example = "summer-sale") String id,
    @Schema(example = "Summer sale first") String name,
    @Schema(
            example = "boost",
            allowableValues = {"pin", "boost", "bury", "exclude", "quota", "diversity"})
        String kind,
    @Schema(
            description = "in canonical form",
            type = "object",
            example = "{\"attributes.season\": \"summer\"}")
        JsonNode condition,
    @Schema(description = "absent: everywhere") @Nullable String placement,
    @Nullable Instant from,
    @Nullable Instant until,
    @Schema(example = "10") int priority,
    boolean enabled,
    @Schema(description = "whether it holds now") boolean active,
    @Schema(description = "of a pin") @Nullable Integer position,
    @Schema(description = "of a boost", example = "1.5") @Nullable Double factor,
    @Schema(description = "of a quota or diversity") @Nullable Integer limit,
    @Schema(description = "of a quota or diversity") @Nullable String per,
    @Schema(example = "0") long version,
    Instant createdAt,
    Instant updatedAt) {

  static MerchandisingAnswer of(MerchandisingRule rule, Instant now) {
    RuleDraft draft = rule.draft();
    return new MerchandisingAnswer(
        rule.id(),
        draft.name(),
        draft.kind().wireName(),
        ConditionWriter.write(draft.items().condition()),
        draft.placement(),
        draft.from(),
        draft.until(),
        draft.priority(),
        draft.enabled(),
        draft.holdsAt(draft.placement(), now),
        draft.position(),
        draft.factor(),
        draft.limit(),
        draft.per() == null ? null : draft.per().wireName(),
        rule.version(),
        rule.createdAt(),
        rule.updatedAt());
  }
}
