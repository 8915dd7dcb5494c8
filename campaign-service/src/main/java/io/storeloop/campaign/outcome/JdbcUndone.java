package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.UndoneMerge;
import io.storeloop.common.schema.UndoneMerges;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes devices out of users whom the shop has parted, also those whose claims the log's follower
 * has yet to read: outcomes of both are computed anew, together with the place reached.
 */
final class JdbcUndone {
  /** Outcomes are written by one at a time: the follower of the log, an erasure, or this. */
  private static final String LOCK =
      "select consumer from campaign_cursor where consumer = :consumer for update";

  private static final String UNDO =
      """
      insert into campaign_identity as i (anonymous_id, user_id, state)
      select anonymous_id, user_id, 'undone'
      from unnest(cast(:anonymousIds as text[]), cast(:userIds as text[])) as t (anonymous_id, user_id)
      on conflict (anonymous_id) do update set state = 'undone' where i.user_id = excluded.user_id
      """;

  private final ServiceDatabase database;
  private final UndoneMerges undone;
  private final JdbcOutcomes outcomes;

  JdbcUndone(ServiceDatabase database, JdbcOutcomes outcomes) {
    this.database = database;
    this.undone = new UndoneMerges(database.jdbc());
    this.outcomes = outcomes;
  }

  /**
   * Follows the next ones.
   *
   * @return how many they were; 0 when all are followed
   */
  int step(int limit) {
    if (undone.readAfter(place(), 1).isEmpty()) {
      return 0;
    }
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              if (!isLocked()) {
                return 0; // the follower of the log has not begun yet
              }
              List<UndoneMerge> merges = undone.readAfter(place(), limit);
              if (!merges.isEmpty()) {
                undo(merges);
                reach(merges.getLast().place());
              }
              return merges.size();
            }));
  }

  private boolean isLocked() {
    return database
        .jdbc()
        .sql(LOCK)
        .param("consumer", OutcomeEffects.CONSUMER)
        .query(String.class)
        .optional()
        .isPresent();
  }

  private void undo(List<UndoneMerge> merges) {
    database
        .jdbc()
        .sql(UNDO)
        .param("anonymousIds", merges.stream().map(UndoneMerge::anonymousId).toArray(String[]::new))
        .param("userIds", merges.stream().map(UndoneMerge::userId).toArray(String[]::new))
        .update();
    Touched touched = new Touched();
    for (UndoneMerge merge : merges) {
      touched.addUser(merge.userId());
      touched.addAnonymous(merge.anonymousId());
    }
    outcomes.recompute(touched);
  }

  private UndoneMerge.Place place() {
    return database
        .jdbc()
        .sql("select tx, edge_id from campaign_undone_place")
        .query((row, number) ->
            new UndoneMerge.Place(row.getString("tx"), row.getObject("edge_id", UUID.class)))
        .single();
  }

  private void reach(UndoneMerge.Place place) {
    database
        .jdbc()
        .sql("update campaign_undone_place set tx = cast(:tx as xid8), edge_id = :edge")
        .param("tx", place.tx())
        .param("edge", place.edgeId())
        .update();
  }
}
