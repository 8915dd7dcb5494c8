package io.storeloop.profile.predictor;

import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions;
import java.util.Map;
import java.util.function.Supplier;

/** What else is told of a shopper from what they did; answered by the uplift feature. */
public interface HistoryPredictions {
  /**
   * By name; empty as long as no model is active.
   *
   * @param history what the shopper did, read when it is asked for, and once for all who ask
   */
  Map<String, ShopperPredictions.Prediction> of(
      ProfileSnapshot profile, Supplier<ShopperHistory> history);
}
