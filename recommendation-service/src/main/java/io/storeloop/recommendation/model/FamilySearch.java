package io.storeloop.recommendation.model;

import io.storeloop.algorithms.session.SessionChoice;
import io.storeloop.algorithms.session.SessionSearch;
import io.storeloop.algorithms.session.SessionSearchLimits;
import io.storeloop.algorithms.tuning.FoundRecipe;
import io.storeloop.algorithms.tuning.Histories;
import io.storeloop.algorithms.tuning.HistorySearch;
import io.storeloop.algorithms.tuning.ModelFamily;
import io.storeloop.algorithms.tuning.SearchOptions;
import io.storeloop.recommendation.interaction.UserHistory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Asks {@link HistorySearch} and {@link SessionSearch} what suits the histories before a cut.
 *
 * <p>Not asked for are users like the one who asks: their histories would have to be in the
 * snapshot, which names nobody; and what is popular, which has its own place behind personal lists.
 * Catalogues too large for a mix are searched for the best single form of the kernel.
 */
final class FamilySearch {
  private static final long SEED = 1;
  private static final double NANOS = 1e9;

  private final List<UserHistory> all;
  private final int items;
  private final long before;
  private final SessionProperties sessions;
  private final MixProperties mixed;
  private final int threads;
  private final LongSupplier nanoClock;

  FamilySearch(
      List<UserHistory> all,
      int items,
      long before,
      SessionProperties sessions,
      MixProperties mixed,
      int threads,
      LongSupplier nanoClock) {
    this.all = all;
    this.items = items;
    this.before = before;
    this.sessions = sessions;
    this.mixed = mixed;
    this.threads = threads;
    this.nanoClock = nanoClock;
  }

  /** Empty if no user has two items to tell one from the other by. */
  Optional<FoundRecipe> ofHistories(double seconds, boolean mix) throws InterruptedException {
    Histories sequences = PastSequences.of(all, everyItem(), before);
    if (!PastSequences.teach(sequences)) {
      return Optional.empty();
    }
    return Optional.of(
        HistorySearch.run(
            sequences,
            SearchOptions.nextItem(threads, SEED)
                .within(seconds, SearchOptions.DEFAULT_MAX_SETTINGS)
                .withMaxNeighbours(mixed.maxNeighbours())
                .among(families(mix)),
            nanoClock));
  }

  private Set<ModelFamily> families(boolean mix) {
    Set<ModelFamily> families = EnumSet.of(ModelFamily.KERNEL);
    if (mix && items <= mixed.maxItems()) {
      families.add(ModelFamily.SPARSE_EASE);
      families.add(ModelFamily.BLEND);
      families.add(ModelFamily.LEARNT_ORDER);
      if (items <= mixed.maxEaseItems()) {
        families.add(ModelFamily.EASE);
      }
    }
    return families;
  }

  SessionChoice ofSessions(double seconds) throws InterruptedException {
    var past = new PastSessions(everyItem(), sessions.gap().toMillis(), before);
    all.forEach(past::add);
    return SessionSearch.search(
        past.sessions(past.byEnd(sessions.maxSessions()), sessions.maxItems()),
        SessionSearchLimits.standard(Duration.ofNanos((long) (seconds * NANOS)), threads),
        nanoClock);
  }

  private ModelItems everyItem() {
    return new ModelItems(IntStream.range(0, items).toArray());
  }
}
