package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one shopper did, the oldest first; what came after a moment can be cut off. */
public record ShopperHistory(List<Act> acts) {
  /** Sorts: acts of one moment by kind, item and amount, so that their order of arrival is lost. */
  public ShopperHistory {
    List<Act> sorted = new ArrayList<>(acts);
    sorted.sort(
        Comparator.comparing(Act::at)
            .thenComparing(Act::kind)
            .thenComparingInt(Act::item)
            .thenComparingDouble(Act::amount));
    acts = List.copyOf(sorted);
  }

  /** What was done before a moment; empty if nothing was. */
  public List<Act> before(Instant cut) {
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
    return acts.subList(0, low);
  }

  /** Whether something was bought from a moment on, within the horizon. */
  public boolean buysWithin(Instant from, Duration horizon) {
    Instant end = from.plus(horizon);
    return acts.subList(before(from).size(), acts.size()).stream()
        .takeWhile(act -> act.at().isBefore(end))
        .anyMatch(act -> act.kind() == ActKind.PURCHASE);
  }

  /** The last moment of all, or null. */
  public @Nullable Instant last() {
    return acts.isEmpty() ? null : acts.getLast().at();
  }
}
