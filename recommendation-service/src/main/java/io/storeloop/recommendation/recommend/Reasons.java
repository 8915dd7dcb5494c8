package io.storeloop.recommendation.recommend;

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
      (one, other) -> Double.compare(other.share(), one.share());

  /**
   * Divides a score. {@code ofVisit} is in the scale of the score already, {@code ofKernel} is not.
   *
   * @param known what each place of the history would say alone
   */
  static Reasons of(List<Evidence> known, double[] ofKernel, double kernelScale, double[] ofVisit) {
    double total = 0;
    for (int place = 0; place < known.size(); place++) {
      total += Math.max(0, ofKernel[place] * kernelScale + ofVisit[place]);
    }
    List<Evidence> evidence = new ArrayList<>();
    boolean own = false;
    boolean ownKernel = false;
    for (int place = 0; place < known.size(); place++) {
      double amount = ofKernel[place] * kernelScale + ofVisit[place];
      if (amount > 0) {
        Evidence reason = known.get(place).sharing(amount / total);
        evidence.add(reason);
        own |= reason.ownBehaviour();
        ownKernel |= reason.ownBehaviour() && ofKernel[place] * kernelScale > 0;
      }
    }
    evidence.sort(STRONGEST_FIRST);
    return new Reasons(
        ownKernel ? Source.PERSONAL : own ? Source.SESSION : Source.SIMILAR, evidence);
  }
}
