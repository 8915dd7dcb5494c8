package io.storeloop.recommendation.gate;

import io.storeloop.recommendation.interaction.HistorySplit;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All histories cut at one moment: whom to judge by, and what the plain baselines knew by then.
 * Immutable.
 */
public final class LaterBehaviour {
  private final TimeCut time;
  private final List<HistorySplit> judged;
  private final double[] popularity;
  private final double[] recency;
  private final int[] usersByItem;

  private LaterBehaviour(TimeCut time, List<HistorySplit> judged, int items) {
    this.time = time;
    this.judged = judged;
    this.popularity = new double[items];
    this.recency = new double[items];
    this.usersByItem = new int[items];
  }

  /**
   * Cuts the histories; empty when nothing has happened yet.
   *
   * @param sessionGap a longer pause ends a visit
   * @param end what happened from then on is left out, epoch milliseconds
   * @param items size of the catalogue; histories name no item beyond it
   */
  public static Optional<LaterBehaviour> of(
      List<UserHistory> histories,
      int items,
      InteractionProperties interaction,
      PopularityProperties popularity,
      GateProperties gate,
      Duration sessionGap,
      long end) {
    if (histories.stream().noneMatch(history -> history.beganBefore(end))) {
      return Optional.empty();
    }
    TimeCut time = TimeCut.leaving(gate.laterShare(), histories, end);
    var later = new LaterBehaviour(time, new ArrayList<>(), items);
    List<HistorySplit> candidates = new ArrayList<>();
    for (UserHistory history : histories) {
      HistorySplit split = history.splitAt(time.cut(), end, interaction, sessionGap.toMillis());
      later.count(split.earlier(), popularity.halfLife(), gate.recencyHalfLife());
      if (split.earlier().size() > 0 && split.firstMet().length > 0) {
        candidates.add(split);
      }
    }
    later.judged.addAll(evenly(candidates, gate.maxUsers()));
    return Optional.of(later);
  }

  private void count(ItemInterests earlier, Duration popularHalfLife, Duration recentHalfLife) {
    for (int place = 0; place < earlier.size(); place++) {
      int item = earlier.item(place);
      if (item < popularity.length) {
        double age = time.cut() - earlier.occurredAt(place);
        popularity[item] += earlier.weight(place) * Math.pow(2, -age / popularHalfLife.toMillis());
        recency[item] += earlier.weight(place) * Math.pow(2, -age / recentHalfLife.toMillis());
        usersByItem[item]++;
      }
    }
  }

  private static List<HistorySplit> evenly(List<HistorySplit> all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    List<HistorySplit> taken = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      taken.add(all.get((int) ((long) i * all.size() / limit)));
    }
    return taken;
  }

  /** Epoch milliseconds: a model to be judged may have seen what happened before. */
  public long cutMillis() {
    return time.cut();
  }

  /** How many users there are to judge by. */
  public int users() {
    return judged.size();
  }

  Instant cut() {
    return Instant.ofEpochMilli(time.cut());
  }

  Instant until() {
    return Instant.ofEpochMilli(time.until());
  }

  List<HistorySplit> judged() {
    return judged;
  }

  int items() {
    return popularity.length;
  }

  /** Whether few users had met the item before the cut. */
  boolean cold(int item, int coldUsers) {
    return usersByItem[item] < coldUsers;
  }

  /** The same list for everybody: what interested most users, fading slowly. */
  ListScorer popularity() {
    return (known, scores) -> System.arraycopy(popularity, 0, scores, 0, scores.length);
  }

  /** The same list for everybody: what interested users just now. */
  ListScorer recency() {
    return (known, scores) -> System.arraycopy(recency, 0, scores, 0, scores.length);
  }
}
