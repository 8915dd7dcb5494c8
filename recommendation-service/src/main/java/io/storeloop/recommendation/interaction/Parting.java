package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.UndoneMerge;
import io.storeloop.common.schema.UndoneMerges;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes browsers out of the users whom the shop has parted from them: both histories are told again
 * from the log, as if the two had never been named together. Used by the thread that reads the log.
 */
final class Parting {
  private static final int AT_ONCE = 100;

  private final UndoneMerges undone;
  private final JdbcOwnActs acts;
  private final Histories histories;
  private final Interactions interactions;
  private UndoneMerge.Place place = UndoneMerge.Place.START;

  Parting(UndoneMerges undone, JdbcOwnActs acts, Histories histories, Interactions interactions) {
    this.undone = undone;
    this.acts = acts;
    this.histories = histories;
    this.interactions = interactions;
  }

  /** Follows all that was undone by now; the log has been read up to {@code reached}. */
  void follow(EventCursor reached) {
    List<UndoneMerge> merges;
    do {
      merges = undone.readAfter(place, AT_ONCE);
      for (UndoneMerge merge : merges) {
        part(merge.anonymousId(), merge.userId(), reached);
        place = merge.place();
      }
    } while (merges.size() == AT_ONCE);
  }

  private void part(String anonymousId, String userId, EventCursor reached) {
    List<String> browsers = new ArrayList<>(histories.browsersOf(userId));
    if (!browsers.remove(anonymousId)) {
      histories.neverMerge(anonymousId, userId);
      return;
    }
    histories.part(
        anonymousId,
        interactions.retold(acts.of(null, List.of(anonymousId), reached)),
        userId,
        interactions.retold(acts.of(userId, browsers, reached)));
  }
}
