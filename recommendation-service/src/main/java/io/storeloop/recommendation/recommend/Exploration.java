package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Shows an item now and then that nothing speaks for, so that the shop can learn who likes it. In a
 * share {@code rate} of all personal lists the last place that the score has filled is given to
 * one.
 *
 * <p>A starting point is drawn evenly from the C items of the catalogue, and the first eligible
 * item from there on is taken, in the order in which items came. So an item is taken with
 * probability {@code rate · gap / C}, where gap - 1 is the number of ineligible items right before
 * it: at least the floor {@code rate / C}, whatever was learnt of it, and known exactly. A list for
 * which no item is eligible is left as it is, and certain to be so. At most {@link #MAX_GAP} items
 * are looked at either way: only beyond such a gap would the figures be estimates.
 */
final class Exploration {
  static final int MAX_GAP = 100_000;

  private static final int NONE = -1;

  private final double rate;
  private final Catalogue catalogue;

  Exploration(double rate, Catalogue catalogue) {
    this.rate = rate;
    this.catalogue = catalogue;
  }

  /** Changes the list, if this one is to explore. */
  void explore(
      List<Placed> list, ListMaker maker, Eligibility eligibility, RandomGenerator random) {
    int size = catalogue.size();
    if (rate <= 0 || size == 0) {
      return;
    }
    int place = list.size() - 1;
    while (place >= 0 && list.get(place).why() != null) {
      place--;
    }
    if (place < 0) {
      return;
    }
    boolean now = random.nextDouble() < rate;
    int start = random.nextInt(size);
    Candidate kept = list.get(place).candidate();
    maker.quotas().remove(kept.item());
    IntPredicate eligible = index -> mayBeExplored(index, maker, eligibility);
    int found = firstFrom(start, size, eligible);
    if (found != NONE) {
      list.set(
          place,
          now
              ? explored(found, rate * gapBefore(found, size, eligible) / size)
              : new Placed(kept, null, 1 - rate));
    }
  }

  private boolean mayBeExplored(int index, ListMaker maker, Eligibility eligibility) {
    CatalogueItem item = catalogue.item(index);
    return eligibility.allows(item) && !maker.holds(index) && maker.quotas().allow(item);
  }

  private Placed explored(int index, double propensity) {
    Candidate candidate = Candidate.found(catalogue.item(index), Source.EXPLORED, 0);
    return new Placed(candidate, new Placed.By(Placed.Kind.EXPLORATION, ""), propensity);
  }

  private static int firstFrom(int start, int size, IntPredicate eligible) {
    for (int step = 0; step < Math.min(MAX_GAP, size); step++) {
      int index = (start + step) % size;
      if (eligible.test(index)) {
        return index;
      }
    }
    return NONE;
  }

  /** From how many starting points the walk ends at the item. */
  private static int gapBefore(int index, int size, IntPredicate eligible) {
    int gap = 1;
    while (gap < Math.min(MAX_GAP, size) && !eligible.test(Math.floorMod(index - gap, size))) {
      gap++;
    }
    return gap;
  }
}
