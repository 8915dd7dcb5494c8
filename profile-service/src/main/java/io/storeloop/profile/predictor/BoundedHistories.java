package io.storeloop.profile.predictor;

import io.storeloop.common.background.HalfTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Reads the shoppers that something is learned from, a page at a time, and all together no more
 * acts than may be held in memory. Thread-safe.
 */
public final class BoundedHistories {
  private final JdbcShopperActs acts;
  private final int mostInAll;

  /**
   * Over a database.
   *
   * @param mostInAll acts of all shoppers together, some 70 bytes each
   */
  BoundedHistories(JdbcShopperActs acts, int mostInAll) {
    this.acts = acts;
    this.mostInAll = mostInAll;
  }

  /**
   * The histories of these profiles as a training needs them, in their order; the first of them
   * where all would be too many acts, so their order has to say nothing about the shoppers.
   *
   * @param progress told before each page how many have been read
   */
  public List<ShopperHistory> forTraining(List<UUID> profileIds, IntConsumer progress) {
    return read(profileIds, acts.atOnceForTraining(), acts::forTraining, mostInAll, progress);
  }

  /** The same with no more of each shopper than is looked at now. */
  List<ShopperHistory> of(List<UUID> profileIds) {
    return read(profileIds, acts.atOnce(), acts::of, mostInAll, read -> {});
  }

  static List<ShopperHistory> read(
      List<UUID> profileIds,
      int pageSize,
      Function<List<UUID>, List<ShopperHistory>> page,
      int mostInAll,
      IntConsumer progress) {
    List<ShopperHistory> read = new ArrayList<>();
    long held = 0;
    HalfTime time = new HalfTime();
    for (int from = 0; from < profileIds.size(); from += pageSize) {
      progress.accept(read.size());
      int to = Math.min(from + pageSize, profileIds.size());
      for (ShopperHistory history : page.apply(profileIds.subList(from, to))) {
        held += history.acts().size();
        if (held > mostInAll) {
          return read;
        }
        read.add(history);
      }
      time.rest();
    }
    return read;
  }
}
