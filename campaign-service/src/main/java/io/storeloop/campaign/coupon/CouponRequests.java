package io.storeloop.campaign.coupon;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is asked of pools. */
final class CouponRequests {
  private CouponRequests() {}

  @Schema(name = "CouponPoolRequest")
  record Pool(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Ten percent for the lost")
          @Nullable String name,
      @Schema(description = "At most so many redemptions altogether; absent: one for each code.")
          @Nullable Long maxRedemptions) {}

  @Schema(name = "CouponGenerationRequest")
  record Generation(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "1000")
          @Nullable Integer count,
      @Schema(description = "Every code begins with it, at most 16 characters.", example = "BACK-")
          @Nullable String prefix,
      @Schema(description = "Random characters, 6 to 32.", defaultValue = "10")
          @Nullable Integer length) {}

  @Schema(name = "CouponRedemptionRequest")
  record Redemption(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "BACK-7KXN3WRT9Q")
          @Nullable String code,
      @Schema(description = "Who redeems it, kept with the code.", example = "anna")
          @Nullable String userId,
      @Schema(description = "For which order, kept with the code.", example = "order-17")
          @Nullable String orderId) {}
}
