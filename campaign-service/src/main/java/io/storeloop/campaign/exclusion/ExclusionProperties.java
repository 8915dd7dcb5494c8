package io.storeloop.campaign.exclusion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of exclusion lists.
 *
 * @param maxLists of the shop
 * @param maxUsers on one list
 */
@Validated
@ConfigurationProperties("storeloop.campaign.exclusion")
record ExclusionProperties(
    @Min(1) @Max(10_000) @DefaultValue("100") int maxLists,
    @Min(1) @Max(100_000_000) @DefaultValue("1000000") long maxUsers) {}
