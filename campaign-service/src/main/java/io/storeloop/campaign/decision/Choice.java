package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;

/** What was chosen for one place and one shopper. */
sealed interface Choice {
  /** This offer is shown. */
  record Show(Campaign campaign, Offer offer, double treatmentProbability) implements Choice {}

  /** The shopper is addressed, but held out: nothing is shown, and the place stays empty. */
  record HoldOut(Campaign campaign, double treatmentProbability) implements Choice {}

  /** A campaign addresses the shopper, who is kept out of all of them. */
  record HoldOutOfAll(double treatmentProbability) implements Choice {}

  /** Nobody could be asked who the shopper is; the place has an offer for that case. */
  record Default(OfferContent content) implements Choice {
    static final String OFFER_ID = "default";
  }

  /** No campaign addresses the shopper here and now. */
  record Nothing() implements Choice {}
}
