package io.storeloop.campaign.coupon;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of coupons.
 *
 * @param maxGeneratedCodes of one generation
 * @param generationBatch codes made in one transaction
 * @param generationPoll how soon an idle process looks for generations that others left
 */
@Validated
@ConfigurationProperties("storeloop.campaign.coupon")
record CouponProperties(
    @Min(1) @Max(10_000_000) @DefaultValue("1000000") int maxGeneratedCodes,
    @Min(1) @Max(100_000) @DefaultValue("1000") int generationBatch,
    @DefaultValue("1s") Duration generationPoll) {
  CouponProperties {
    if (generationPoll.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.coupon.generation-poll must be above 0");
    }
  }
}
