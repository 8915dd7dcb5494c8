package io.storeloop.profile.predictor;

import java.time.Instant;
import java.util.List;

/** Foretells a number from how often, how lately and since when somebody bought. */
sealed interface ForecastModel extends ShopperModel permits LifetimeValueModel, NextPurchaseModel {
  /**
   * Asks.
   *
   * @param past acts before {@code now}, with a purchase among them
   * @param horizonDays 1 or more
   */
  Forecast forecast(List<Act> past, Instant now, int horizonDays);

  /** The same value and probability, without the work of ranges and reasons. */
  Score score(List<Act> past, Instant now, int horizonDays);
}
