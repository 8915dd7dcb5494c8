package io.storeloop.campaign.rehearsal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of a rehearsal.
 *
 * @param mostDays that can be replayed
 * @param mostShoppers whose acts are replayed, a draw where there are more
 * @param mostMoments of one shopper, the first ones
 * @param mostCampaigns running ones whose audience is compared
 * @param longest after which a rehearsal gives up
 */
@Validated
@ConfigurationProperties("storeloop.campaign.rehearsal")
record RehearsalProperties(
    @Min(1) @Max(365) @DefaultValue("90") int mostDays,
    @Min(1) @Max(100_000) @DefaultValue("2000") int mostShoppers,
    @Min(1) @Max(5_000) @DefaultValue("500") int mostMoments,
    @Min(0) @Max(1_000) @DefaultValue("50") int mostCampaigns,
    @DurationMin(seconds = 1) @DefaultValue("10m") Duration longest) {}
