package io.storeloop.recommendation.merchandising;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a merchandiser sends. */
@Schema(name = "MerchandisingRuleRequest")
record MerchandisingRequest(
    @Schema(
            description = "Chosen once, a UUID if left out; ignored by PUT.",
            example = "summer-sale")
        @Nullable
        @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,63}")
        String id,
    @Schema(example = "Summer sale first")
        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = "[^\\p{Cntrl}]*")
        String name,
    @Schema(
            example = "boost",
            allowableValues = {"pin", "boost", "bury", "exclude", "quota", "diversity"})
        @NotNull
        String kind,
    @Schema(
            description =
                "The items meant, in the language of docs/conditions.md over itemId, name, category, brand, price,"
                    + " currency, inStock and attributes.<name>; {} for all.",
            type = "object",
            example = "{\"attributes.season\": \"summer\", \"price\": {\"$lt\": 100}}")
        @NotNull
        JsonNode condition,
    @Schema(description = "Where it holds; everywhere if left out.", example = "home")
        @Nullable
        @Size(min = 1, max = 512)
        @Pattern(regexp = "[^\\p{Cntrl}]*")
        String placement,
    @Schema(description = "Holds from then on.") @Nullable Instant from,
    @Schema(description = "Holds until then, exclusive.") @Nullable Instant until,
    @Schema(description = "The higher goes first.", defaultValue = "0", example = "10")
        @Nullable
        @Min(-1000)
        @Max(1000)
        Integer priority,
    @Schema(defaultValue = "true") @Nullable Boolean enabled,
    @Schema(description = "Of a pin: the place in the list, from 0.", example = "0")
        @Nullable
        @Min(0)
        @Max(99)
        Integer position,
    @Schema(description = "Of a boost: what the score is multiplied by.", example = "1.5")
        @Nullable
        @DecimalMin("0.01")
        @DecimalMax("100")
        Double factor,
    @Schema(description = "Of a quota or diversity: items at most.", example = "2")
        @Nullable
        @Min(1)
        @Max(100)
        Integer limit,
    @Schema(
            description = "Of a quota or diversity: of one what.",
            example = "category",
            allowableValues = {"category", "brand"})
        @Nullable String per,
    @Schema(
            description =
                "What the change is based on; needed by PUT unless `If-Match` names it. Ignored by POST.",
            example = "0")
        @Nullable Long version) {}
