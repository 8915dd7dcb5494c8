package io.storeloop.campaign.coupon;

import java.time.Instant;

/** What became of a wish to redeem a code. */
sealed interface Redemption {
  /** It is redeemed now, and will never be again. */
  record Redeemed(String code, Instant redeemedAt) implements Redemption {}

  /** It was redeemed before. */
  record RedeemedBefore(Instant redeemedAt) implements Redemption {}

  /** The pool has had as many redemptions as it may. */
  record BudgetSpent() implements Redemption {}

  /** The pool has no such code. */
  record Unknown() implements Redemption {}
}
