package io.storeloop.campaign.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Codes that belong together.
 *
 * @param maxRedemptions at most so many of its codes are redeemed; absent: all
 * @param free codes that nobody has
 */
record CouponPool(
    String poolId,
    String name,
    @Nullable Long maxRedemptions,
    long codes,
    long free,
    long handedOut,
    long redeemed,
    Instant createdAt) {}
