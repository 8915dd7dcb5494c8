package io.storeloop.campaign.policy;

import io.storeloop.campaign.cap.FrequencyCapFields;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The policy as it is written. */
@Schema(name = "CampaignPolicy")
record PolicyFields(
    @Schema(
            description =
                "What the change is based on; needed by PUT unless `If-Match` names it. Counted by the server.",
            example = "0")
        @Nullable Long version,
    @Schema(
            description =
                "Share of all shoppers kept out of all campaigns, 0 to 0.5, at most four decimals. A larger share keeps out the"
                    + " same shoppers and some more.",
            defaultValue = "0",
            example = "0.05")
        @Nullable BigDecimal holdoutShare,
    @Schema(description = "Per shopper across all campaigns; all hold, at most 5.")
        @Nullable List<@Nullable FrequencyCapFields> frequencyCaps,
    @Schema(
            description =
                "By placement: what is shown, marked `fallback`, when profile-service gives no usable answer in time."
                    + " At most 50.",
            example = "{\"home-banner\": {\"title\": \"New this week\", \"link\": \"/new\"}}")
        @Nullable Map<String, @Nullable OfferContentFields> defaultOffers) {
  private static final BigDecimal LARGEST_HOLDOUT = new BigDecimal("0.5");
  private static final int HOLDOUT_DECIMALS = 4;
  private static final int MOST_DEFAULTS = 50;
  private static final Pattern PLACEMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

  static PolicyFields of(Policy policy) {
    Map<String, OfferContentFields> defaults = new TreeMap<>();
    policy
        .defaultOffers()
        .forEach((placement, content) -> defaults.put(placement, OfferContentFields.of(content)));
    BigDecimal share = policy.holdoutShare();
    return new PolicyFields(
        policy.version(),
        share.scale() < 0 ? share.setScale(0) : share,
        policy.frequencyCaps().stream()
            .<@Nullable FrequencyCapFields>map(FrequencyCapFields::of)
            .toList(),
        new LinkedHashMap<>(defaults));
  }

  /** The policy that is wished for, with the version and salt of the one before. */
  Policy read(Policy before, Mistakes mistakes) {
    BigDecimal share =
        mistakes.within(
            "/holdoutShare",
            holdoutShare,
            BigDecimal.ZERO,
            LARGEST_HOLDOUT,
            HOLDOUT_DECIMALS,
            BigDecimal.ZERO);
    return new Policy(
        before.version(),
        share,
        before.salt(),
        FrequencyCapFields.read("/frequencyCaps", frequencyCaps, mistakes),
        defaults(mistakes));
  }

  private Map<String, OfferContent> defaults(Mistakes mistakes) {
    Map<String, OfferContent> defaults = new LinkedHashMap<>();
    if (defaultOffers == null) {
      return defaults;
    }
    if (defaultOffers.size() > MOST_DEFAULTS) {
      mistakes.tooMany("/defaultOffers", MOST_DEFAULTS, defaultOffers.size());
      return defaults;
    }
    defaultOffers.forEach((placement, content) -> {
      String pointer = Mistakes.member("/defaultOffers", placement);
      if (!PLACEMENT.matcher(placement).matches()) {
        mistakes.add(
            pointer,
            "invalid_value",
            "expected 1 to 64 letters, digits or . _ : / - after the first");
      }
      if (content == null) {
        mistakes.add(pointer, "missing_value", "expected content, received null");
      } else {
        defaults.put(placement, content.read(pointer, mistakes));
      }
    });
    return defaults;
  }
}
