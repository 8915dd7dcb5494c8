package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Shows an item now and then that nothing speaks for, so that the shop can learn who likes it. In a
 * share {@code rate} of all lists the last place that the score has filled is given to one.
 *
 * <p>A starting point is drawn evenly from the C items of the catalogue, and the first eligible
 * item from there on is taken, in the order in which items came. So an item is taken with
 * probability {@code rate · gap / C}, where gap - 1 is the number of ineligible items right before
 * it: at least the floor {@code rate / C}, whatever was learnt of it, and known exactly. At most
 * {@link #MAX_GAP} items are looked at either way; a list whose walk finds none is left as it is.
 */
final class Exploration {
  static final int MAX_GAP = 1_000;

  private final double rate;
  private final Catalogue catalogue;

  Exploration(double rate, Catalogue catalogue) {
    this.rate = rate;
    this.catalogue = catalogue;
  }

  /** Changes the list, if this one is to explore. */
  void explore(
      List<Placed> list, ListMaker maker, Eligibility eligibility, RandomGenerator random) {
    if (rate <= 0 || catalogue.size() == 0) {
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
    int start = random.nextInt(catalogue.size());
    Placed kept = list.get(place);
    list.set(place, new Placed(kept.candidate(), null, 1 - rate));
    if (now) {
      maker.quotas().remove(kept.candidate().item());
      take(list, place, start, item -> mayBeExplored(item, maker, eligibility));
    }
  }

  private boolean mayBeExplored(int index, ListMaker maker, Eligibility eligibility) {
    CatalogueItem item = catalogue.item(index);
    return eligibility.allows(item) && !maker.holds(index) && maker.quotas().allow(item);
  }

  private void take(List<Placed> list, int place, int start, IntPredicate eligible) {
    int size = catalogue.size();
    for (int step = 0; step < Math.min(MAX_GAP, size); step++) {
      int index = (start + step) % size;
      if (eligible.test(index)) {
        double propensity = rate * gapBefore(index, size, eligible) / size;
        Candidate explored = Candidate.found(catalogue.item(index), Source.EXPLORED, 0);
        list.set(
            place, new Placed(explored, new Placed.By(Placed.Kind.EXPLORATION, ""), propensity));
        return;
      }
    }
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
