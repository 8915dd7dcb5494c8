package io.storeloop.benchmarks.kernel;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.IncrementalCooccurrence;
import io.storeloop.benchmarks.SyntheticShop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Feeds events one by one to the exact counts and to a bare table of pairs, forgets users, and
 * checks that what is left is what a fresh object without those users gives: {@code events users
 * items damping}. Time is that of the one thread that does it.
 */
public final class IncrementalRate {
  private static final int FORGOTTEN = 5_000;
  private static final long ROOM = 1L << 40;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int events;
  private final int users;
  private final int items;
  private final CooccurrenceOptions options;

  private IncrementalRate(String[] arguments) {
    events = Integer.parseInt(arguments[0]);
    users = Integer.parseInt(arguments[1]);
    items = Integer.parseInt(arguments[2]);
    double damping = Double.parseDouble(arguments[3]);
    options =
        damping == 0 ? CooccurrenceOptions.cosine() : CooccurrenceOptions.rp3beta(damping, 0.3);
  }

  /** Arguments as above. */
  public static void main(String[] arguments) throws Exception {
    var rate = new IncrementalRate(arguments);
    rate.warmUp();
    rate.measure();
  }

  private void warmUp() {
    var counts = new IncrementalCooccurrence(options, ROOM);
    SyntheticShop.forEach(2_000, 2_000, 50_000, 1, counts::add);
    for (int user = 0; user < 2_000; user++) {
      counts.forget(user);
    }
    bare(2_000, 2_000, 50_000);
  }

  private void measure() throws Exception {
    double generating =
        cpuSeconds(() -> SyntheticShop.forEach(users, items, events, 42, (u, i, m) -> {}));
    var counts = new IncrementalCooccurrence(options, ROOM);
    double counting =
        cpuSeconds(() -> SyntheticShop.forEach(users, items, events, 42, counts::add));
    double bare = cpuSeconds(() -> bare(users, items, events));
    long pairs = counts.pairCount();
    long pairMegabytes = counts.pairBytes() >> 20;

    long[] forgetting = new long[FORGOTTEN];
    BitSet gone = forget(counts, forgetting);
    boolean identical = counts.neighbours().equals(without(gone).neighbours());

    Used.row(
        events,
        users,
        items,
        options.userDamping(),
        events / (counting - generating),
        events / (bare - generating),
        (counting - generating) / (bare - generating),
        pairs,
        pairMegabytes,
        pairMegabytes * 1024.0 * 1024 / pairs,
        micros(forgetting, 0.5),
        micros(forgetting, 0.99),
        micros(forgetting, 1),
        identical ? "yes" : "NO",
        Used.peakMegabytes());
  }

  private void bare(int users, int items, int events) {
    var map = new BareMap();
    var histories = new BareMap.Histories(users, options.maxUserItems());
    SyntheticShop.forEach(
        users, items, events, 42, (user, item, moment) -> histories.add(user, item, map));
    if (map.size() == 0) {
      throw new IllegalStateException("the bare table counted nothing");
    }
  }

  private BitSet forget(IncrementalCooccurrence counts, long[] nanos) {
    var random = new SplittableRandom(7);
    var gone = new BitSet();
    int done = 0;
    for (int tries = 0; done < nanos.length && tries < 100 * nanos.length; tries++) {
      int user = random.nextInt(users);
      long before = threads.getCurrentThreadCpuTime();
      boolean known = counts.forget(user);
      long after = threads.getCurrentThreadCpuTime();
      if (known) {
        gone.set(user);
        nanos[done++] = after - before;
      }
    }
    Arrays.sort(nanos);
    return gone;
  }

  private IncrementalCooccurrence without(BitSet gone) {
    var fresh = new IncrementalCooccurrence(options, ROOM);
    SyntheticShop.forEach(
        users,
        items,
        events,
        42,
        (user, item, moment) -> {
          if (!gone.get(user)) {
            fresh.add(user, item, moment);
          }
        });
    return fresh;
  }

  private double cpuSeconds(Runnable work) {
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - before) / 1e9;
  }

  private static double micros(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e3;
  }
}
