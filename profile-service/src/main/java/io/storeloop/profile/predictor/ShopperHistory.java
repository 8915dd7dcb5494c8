package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one shopper did, the oldest first; what came after a moment can be cut off.
 *
 * @param most acts before a moment that are looked at, the latest, 1 or more
 * @param whole whether nothing older is missing
 * @param strata to which the shopper belongs, as known when this was read: for telling how a model
 *     does by group, never for learning
 */
public record ShopperHistory(List<Act> acts, int most, boolean whole, List<Stratum> strata) {
  /** Sorts: acts of one moment by kind, item and amount, so that their order of arrival is lost. */
  public ShopperHistory {
    strata = List.copyOf(strata);
    List<Act> sorted = new ArrayList<>(acts);
    sorted.sort(
        Comparator.comparing(Act::at)
            .thenComparing(Act::kind)
            .thenComparingInt(Act::item)
            .thenComparingDouble(Act::amount));
    acts = List.copyOf(sorted);
  }

  /** Everything, however much it is. */
  public ShopperHistory(List<Act> acts) {
    this(acts, Integer.MAX_VALUE, true, List.of());
  }

  /** What was done before a moment, the latest acts of it; empty if nothing was. */
  public List<Act> before(Instant cut) {
    int end = endBefore(cut);
    return acts.subList(Math.max(0, end - most), end);
  }

  /** All that is known to have been done before a moment. */
  List<Act> allBefore(Instant cut) {
    return acts.subList(0, endBefore(cut));
  }

  /**
   * Whether {@link #before} is what it would have been at the moment: acts that are missing because
   * later ones took their place would tell of what came after it.
   */
  public boolean isKnownAsOf(Instant cut) {
    return whole || endBefore(cut) >= most;
  }

  private int endBefore(Instant cut) {
    int low = 0;
    int high = acts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (acts.get(middle).at().isBefore(cut)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether something was bought from a moment on, within the horizon. */
  public boolean buysWithin(Instant from, Duration horizon) {
    Instant end = from.plus(horizon);
    return acts.subList(endBefore(from), acts.size()).stream()
        .takeWhile(act -> act.at().isBefore(end))
        .anyMatch(act -> act.kind() == ActKind.PURCHASE);
  }

  /** The last moment of all, or null. */
  public @Nullable Instant last() {
    return acts.isEmpty() ? null : acts.getLast().at();
  }
}
