package io.storeloop.campaign.decision;

import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.campaign.offer.LocalizedContent.Spoken;
import org.jspecify.annotations.Nullable;

/**
 * What an answer gives along with the chosen offer.
 *
 * @param spoken the content in the shopper's language
 * @param picked the items of a recommendation offer, if they could be had
 * @param couponCode the shopper's code
 */
record Served(Spoken spoken, @Nullable Picked picked, @Nullable String couponCode) {
  Served withCoupon(String code) {
    return new Served(spoken, picked, code);
  }
}
