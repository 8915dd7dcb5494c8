package io.storeloop.profile.uplift;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of trainings of uplift.
 *
 * @param mostShoppers shoppers from whom a model learns, a draw where there are more
 * @param mostActive campaigns with an active model: of each, every profile that is asked for is
 *     told
 * @param splits random halves on which the way of learning is judged
 */
@Validated
@ConfigurationProperties("storeloop.profile.uplift")
record UpliftProperties(
    @Min(200) @Max(200_000) @DefaultValue("20000") int mostShoppers,
    @Min(1) @Max(1_000) @DefaultValue("50") int mostActive,
    @Min(1) @Max(20) @DefaultValue("5") int splits) {}
