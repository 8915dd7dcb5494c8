package io.storeloop.recommendation.model;

import io.storeloop.algorithms.session.SessionSearch;
import io.storeloop.algorithms.session.SessionSearchLimits;
import io.storeloop.algorithms.tuning.HistorySearch;
import io.storeloop.algorithms.tuning.SearchOptions;
import io.storeloop.recommendation.gate.Gate;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.gate.LaterBehaviour;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.model.KernelSettings.SearchNote;
import io.storeloop.recommendation.model.SearchProperties.Part;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Looks for the settings that suit a shop, by the shop's own behaviour: what happened before a cut
 * is learnt from, what came after it is asked for. That cut lies before the one of the gate, so
 * that what was chosen is judged by behaviour that had no part in choosing.
 *
 * <p>Kernel and sessions are searched for by {@link HistorySearch} and {@link SessionSearch}. What
 * they find is taken only if lists as they are served are better for it, and then how fast pairs
 * fade and what the kernel counts beside the sessions are tried a step at a time.
 *
 * <p>The result is a function of the histories, as long as the budget does not end the search.
 */
final class ShopSearch {
  private static final long SEED = 1;
  private static final double NANOS = 1e9;
  private static final double KERNEL_SHARE = 0.4;
  private static final double SESSIONS_SHARE = 0.65;

  /** A change must gain so much, or noise would lead the way. */
  private static final double LEAST_GAIN = 1.002;

  private static final List<Duration> HALF_LIVES =
      List.of(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(3650));
  private static final double[] KERNEL_WEIGHTS = {0.3, 1, 3, 10};

  private final Histories histories;
  private final Catalogue catalogue;
  private final ModelTrainer trainer;
  private final InteractionProperties interaction;
  private final PopularityProperties popularity;
  private final SessionProperties sessions;
  private final GateProperties gateProperties;
  private final SearchProperties properties;
  private final int threads;
  private final LongSupplier nanoClock;

  /** {@code nanoClock}: of the budget, such as {@code System::nanoTime}. */
  ShopSearch(
      Histories histories,
      Catalogue catalogue,
      ModelTrainer trainer,
      InteractionProperties interaction,
      PopularityProperties popularity,
      SessionProperties sessions,
      GateProperties gateProperties,
      SearchProperties properties,
      int threads,
      LongSupplier nanoClock) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.trainer = trainer;
    this.interaction = interaction;
    this.popularity = popularity;
    this.sessions = sessions;
    this.gateProperties = gateProperties;
    this.properties = properties;
    this.threads = threads;
    this.nanoClock = nanoClock;
  }

  /**
   * Searches from some settings on.
   *
   * @return what is at least as good; empty if there is too little to compare by
   * @throws InterruptedException if the thread is interrupted; the search is given up
   */
  Optional<KernelSettings> run(KernelSettings start) throws InterruptedException {
    List<UserHistory> all = histories.all();
    int items = catalogue.size();
    Optional<LaterBehaviour> outer = later(all, items, Long.MAX_VALUE);
    Optional<LaterBehaviour> inner = outer.flatMap(o -> later(all, items, o.cutMillis()));
    if (inner.isEmpty() || inner.get().users() < properties.minUsers()) {
      return Optional.empty();
    }
    return Optional.of(new Run(all, items, inner.get(), start).search());
  }

  private Optional<LaterBehaviour> later(List<UserHistory> all, int items, long end) {
    var compared =
        new GateProperties(
            gateProperties.laterShare(),
            Math.min(gateProperties.minUsers(), properties.maxUsers()),
            properties.maxUsers(),
            gateProperties.coldUsers(),
            gateProperties.recencyHalfLife(),
            gateProperties.resamples());
    return LaterBehaviour.of(all, items, interaction, popularity, compared, sessions.gap(), end);
  }

  /** One search. */
  private final class Run {
    private final List<UserHistory> all;
    private final int items;
    private final LaterBehaviour later;
    private final Gate gate = new Gate(gateProperties);
    private final long began = nanoClock.getAsLong();
    private final KernelSettings start;
    private KernelSettings best;
    private double bestNdcg;
    private int tried;

    Run(List<UserHistory> all, int items, LaterBehaviour later, KernelSettings start) {
      this.all = all;
      this.items = items;
      this.later = later;
      this.start = start;
      this.best = start;
    }

    KernelSettings search() throws InterruptedException {
      bestNdcg = ndcg(start);
      double before = bestNdcg;
      if (properties.seeks(Part.KERNEL)) {
        tryKernel();
      }
      if (properties.seeks(Part.SESSIONS)) {
        trySessions();
      }
      if (properties.seeks(Part.KERNEL_WEIGHT)) {
        for (double weight : KERNEL_WEIGHTS) {
          attempt(best.withKernelWeight(weight));
        }
      }
      if (properties.seeks(Part.HALF_LIFE)) {
        for (Duration halfLife : HALF_LIVES) {
          attempt(best.withHalfLife(halfLife));
        }
      }
      return best.found(
          new SearchNote(
              Instant.ofEpochMilli(later.cutMillis()).toString(),
              tried,
              spent(),
              later.users(),
              before,
              bestNdcg));
    }

    private void tryKernel() throws InterruptedException {
      var sequences = sequences();
      if (sequences.isEmpty() || left(KERNEL_SHARE) <= 0) {
        return;
      }
      var found =
          HistorySearch.run(
              sequences.get(),
              SearchOptions.nextItem(threads, SEED)
                  .within(left(KERNEL_SHARE), SearchOptions.DEFAULT_MAX_SETTINGS),
              nanoClock);
      tried += found.settingsTried();
      attempt(best.with(found.kernel().options()));
    }

    private void trySessions() throws InterruptedException {
      Duration budget = Duration.ofNanos((long) (left(SESSIONS_SHARE) * NANOS));
      if (!budget.isPositive()) {
        return;
      }
      var past = new PastSessions(everyItem(), sessions.gap().toMillis(), later.cutMillis());
      all.forEach(past::add);
      var found =
          SessionSearch.search(
              past.sessions(past.byEnd(sessions.maxSessions()), sessions.maxItems()),
              SessionSearchLimits.standard(budget, threads),
              nanoClock);
      tried += found.tried();
      attempt(best.with(found.options()));
    }

    private ModelItems everyItem() {
      return new ModelItems(IntStream.range(0, items).toArray());
    }

    /** Histories before the cut; empty if no user has two items to tell one from the other by. */
    private Optional<io.storeloop.algorithms.tuning.Histories> sequences() {
      List<int[]> rows = new ArrayList<>();
      boolean any = false;
      for (UserHistory user : all) {
        IntStream.Builder row = IntStream.builder();
        user.forEach((item, type, time) -> {
          if (time < later.cutMillis() && item < items) {
            row.add(item);
          }
        });
        int[] sequence = row.build().toArray();
        any |= IntStream.of(sequence).distinct().limit(2).count() == 2;
        rows.add(sequence);
      }
      return any ? Optional.of(flat(rows)) : Optional.empty();
    }

    private io.storeloop.algorithms.tuning.Histories flat(List<int[]> rows) {
      int[] starts = new int[rows.size() + 1];
      for (int user = 0; user < rows.size(); user++) {
        starts[user + 1] = starts[user] + rows.get(user).length;
      }
      int[] sequence = new int[starts[rows.size()]];
      for (int user = 0; user < rows.size(); user++) {
        System.arraycopy(rows.get(user), 0, sequence, starts[user], rows.get(user).length);
      }
      return io.storeloop.algorithms.tuning.Histories.of(starts, sequence, items, true);
    }

    private void attempt(KernelSettings candidate) throws InterruptedException {
      if (left(1) <= 0 || candidate.trainsAs(best)) {
        return;
      }
      double ndcg = ndcg(candidate);
      if (ndcg > bestNdcg * LEAST_GAIN) {
        best = candidate;
        bestNdcg = ndcg;
      }
    }

    private double ndcg(KernelSettings settings) throws InterruptedException {
      tried++;
      RecommendationModel model = trainer.train("in search", settings, later.cutMillis()).model();
      return gate.ndcg(later, new ModelListScorer(model, interaction.maxScored()));
    }

    private double spent() {
      return (nanoClock.getAsLong() - began) / NANOS;
    }

    private double left(double share) {
      return share * properties.budget().toMillis() / 1e3 - spent();
    }
  }
}
