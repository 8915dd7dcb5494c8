package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;

/** What was chosen for one place and one shopper. */
sealed interface Choice {
  /** This offer is shown. */
  record Show(Campaign campaign, Offer offer, double treatmentProbability) implements Choice {}

  /** The shopper is addressed, but held out: nothing is shown, and the place stays empty. */
  record HoldOut(Campaign campaign, double treatmentProbability) implements Choice {}

  /** No campaign addresses the shopper here and now. */
  record Nothing() implements Choice {}
}
