package io.storeloop.campaign.offer;

import java.util.Locale;

/** What a promotion lowers. */
public enum PromotionType {
  PERCENTAGE,
  AMOUNT,
  FREE_SHIPPING;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
