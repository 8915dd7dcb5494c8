package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What speaks for one item.
 *
 * @param source personal if the whole history has a part in it, session if the present visit alone,
 *     similar if only items in view
 * @param evidence the strongest first, shares adding up to 1; what speaks against the item, as a
 *     part of a mix may find, has none
 */
record Reasons(Source source, List<Evidence> evidence) {
  private static final Comparator<Evidence> STRONGEST_FIRST =
      Comparator.comparingDouble(Evidence::share).reversed();

  /** {@code ofVisit} is in the scale of the score already, {@code ofKernel} is not. */
  static Reasons of(
      RecommendationModel model,
      Catalogue catalogue,
      Shopper shopper,
      History history,
      double[] ofKernel,
      double kernelScale,
      double[] ofVisit) {
    double total = 0;
    for (int place = 0; place < history.size(); place++) {
      total += Math.max(0, ofKernel[place] * kernelScale + ofVisit[place]);
    }
    List<Evidence> evidence = new ArrayList<>();
    boolean own = false;
    boolean ownKernel = false;
    for (int place = 0; place < history.size(); place++) {
      double amount = ofKernel[place] * kernelScale + ofVisit[place];
      if (amount > 0) {
        Evidence reason =
            evidence(
                shopper, catalogue.item(model.catalogueItem(history.item(place))), amount / total);
        evidence.add(reason);
        own |= reason.ownBehaviour();
        ownKernel |= reason.ownBehaviour() && ofKernel[place] * kernelScale > 0;
      }
    }
    evidence.sort(STRONGEST_FIRST);
    return new Reasons(
        ownKernel ? Source.PERSONAL : own ? Source.SESSION : Source.SIMILAR, evidence);
  }

  private static Evidence evidence(Shopper shopper, CatalogueItem item, double share) {
    var interests = shopper.interests();
    int place = interests.placeOf(item.index(), 0);
    return place < 0
        ? new Evidence(item, null, 0, share)
        : new Evidence(item, interests.type(place), interests.occurredAt(place), share);
  }
}
