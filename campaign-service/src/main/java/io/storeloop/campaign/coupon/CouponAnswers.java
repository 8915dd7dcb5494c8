package io.storeloop.campaign.coupon;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is answered about pools. */
final class CouponAnswers {
  private CouponAnswers() {}

  @Schema(name = "CouponPool")
  record Pool(
      String poolId,
      String name,
      @Nullable Long maxRedemptions,
      long codes,
      @Schema(description = "Codes that nobody has.") long free,
      @Schema(description = "Codes that decisions gave to shoppers.") long handedOut,
      long redeemed,
      Instant createdAt) {
    static Pool of(CouponPool pool) {
      return new Pool(
          pool.poolId(),
          pool.name(),
          pool.maxRedemptions(),
          pool.codes(),
          pool.free(),
          pool.handedOut(),
          pool.redeemed(),
          pool.createdAt());
    }
  }

  @Schema(name = "CouponUpload")
  record Upload(
      @Schema(description = "Different codes in the upload.") int received,
      @Schema(description = "Those that the pool did not have before.") int added) {}

  @Schema(name = "CouponGeneration")
  record Generation(
      UUID generationId,
      String poolId,
      int count,
      @Schema(description = "Codes made so far.") int made,
      Instant createdAt,
      @Nullable Instant finishedAt) {
    static Generation of(CouponGeneration job) {
      return new Generation(
          job.id(), job.poolId(), job.wanted(), job.made(), job.createdAt(), job.finishedAt());
    }
  }

  @Schema(name = "CouponRedemption")
  record Redeemed(String code, Instant redeemedAt) {}
}
