package io.storeloop.recommendation.gate;

import io.storeloop.algorithms.metrics.ListDiversity;
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
import java.util.stream.IntStream;

/**
 * All histories cut at one moment: whom to judge by, and what the plain baselines knew by then.
 * Nothing changes once it is made.
 */
public final class LaterBehaviour {
  private static final ListDiversity NOTHING_CHOSEN = ListDiversity.of(new int[1], new int[0], 0);

  private final TimeCut time;
  private final List<HistorySplit> judged;
  private ListDiversity diversity = NOTHING_CHOSEN;
  private final double[] popularity;
  private final double[] recency;
  private final int[] usersByItem;
  private final IntStream.Builder rows = IntStream.builder();
  private final IntStream.Builder rowEnds = IntStream.builder();
  private int rowEnd;
  private int earlierUsers;

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
    later.diversity = later.learnDiversity();
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
        rows.add(item);
        rowEnd++;
      }
    }
    rowEnds.add(rowEnd);
    earlierUsers += earlier.size() > 0 ? 1 : 0;
  }

  private ListDiversity learnDiversity() {
    int[] starts = IntStream.concat(IntStream.of(0), rowEnds.build()).toArray();
    return ListDiversity.of(starts, rows.build().toArray(), items());
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

  /** How many users had met each item before the cut; not to be written to. */
  int[] usersByItem() {
    return usersByItem;
  }

  /** How many users had met anything before the cut, at least 1. */
  int earlierUsers() {
    return Math.max(1, earlierUsers);
  }

  /** How unlike two items are, by who had met them before the cut. */
  ListDiversity diversity() {
    return diversity;
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
