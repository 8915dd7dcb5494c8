package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows the ledger of decisions, in the order {@code (tx, id)} up to the snapshot horizon, as
 * {@link io.storeloop.common.schema.EventLog} follows the log: who is decided for takes part, also
 * without doing anything afterwards. The decisions of a step count together with its place.
 */
final class JdbcLedger {
  private static final String READ_AFTER =
      """
      select tx, id, user_id, anonymous_id
      from decision
      where campaign_id is not null and (tx, id) > (cast(:tx as xid8), :id)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, id
      limit :limit
      """;

  /** Outcomes are written by one at a time: the follower of the log, an erasure, or this. */
  private static final String LOCK =
      "select consumer from campaign_cursor where consumer = :consumer for update";

  private final ServiceDatabase database;
  private final JdbcOutcomes outcomes;

  JdbcLedger(ServiceDatabase database, JdbcOutcomes outcomes) {
    this.database = database;
    this.outcomes = outcomes;
  }

  private record Place(String tx, UUID id) {}

  private record Row(Place place, @Nullable String userId, @Nullable String anonymousId) {}

  /**
   * Counts the next decisions.
   *
   * @return how many they were; 0 when all are counted
   */
  int step(int limit) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              if (!isLocked()) {
                return 0; // the follower of the log has not begun yet
              }
              List<Row> rows = after(place(), limit);
              if (!rows.isEmpty()) {
                apply(rows);
              }
              return rows.size();
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

  private void apply(List<Row> rows) {
    Touched touched = new Touched();
    for (Row row : rows) {
      if (row.userId != null) {
        touched.addUser(row.userId);
      } else if (row.anonymousId != null) {
        touched.addAnonymous(row.anonymousId);
      }
    }
    outcomes.recompute(touched);
    Place reached = rows.getLast().place;
    database
        .jdbc()
        .sql("update campaign_ledger_place set tx = cast(:tx as xid8), id = :id")
        .param("tx", reached.tx)
        .param("id", reached.id)
        .update();
  }

  private Place place() {
    return database
        .jdbc()
        .sql("select tx, id from campaign_ledger_place")
        .query((row, number) -> new Place(row.getString("tx"), row.getObject("id", UUID.class)))
        .single();
  }

  private List<Row> after(Place place, int limit) {
    return database
        .jdbc()
        .sql(READ_AFTER)
        .param("tx", place.tx)
        .param("id", place.id)
        .param("limit", limit)
        .query((row, number) ->
            new Row(
                new Place(row.getString("tx"), row.getObject("id", UUID.class)),
                row.getString("user_id"),
                row.getString("anonymous_id")))
        .list();
  }
}
