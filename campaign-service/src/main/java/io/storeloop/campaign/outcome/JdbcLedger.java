package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Follows the ledger of decisions, in the order {@code (tx, id)} up to the snapshot horizon, as
 * {@link io.storeloop.common.schema.EventLog} follows the log: who is decided for takes part, also
 * without doing anything afterwards. The decisions of a step count together with its place.
 */
final class JdbcLedger {
  private static final String READ_AFTER =
      """
      select d.tx, d.id, d.user_id, d.anonymous_id, d.campaign_id, d.decided_at, coalesce(d.offer_id, '') as arm,
             coalesce('u:' || coalesce(d.user_id, i.user_id), 'a:' || d.anonymous_id) as shopper,
             exists (select from exposure x where x.decision_id = d.id)
               or exists (select from offer_click k where k.decision_id = d.id) as answered
      from (
        select * from decision
        where campaign_id is not null and (tx, id) > (cast(:tx as xid8), :id)
          and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx, id
        limit :limit
      ) d
      left join campaign_device i on d.user_id is null and i.anonymous_id = d.anonymous_id and d.tx < i.until_tx
      order by d.tx, d.id
      """;

  /** Outcomes are written by one at a time: the follower of the log, an erasure, or this. */
  private static final String LOCK =
      "select consumer from campaign_cursor where consumer = :consumer for update";

  private final ServiceDatabase database;
  private final DecisionCount count;

  JdbcLedger(ServiceDatabase database, DecisionCount count) {
    this.database = database;
    this.count = count;
  }

  private record Place(String tx, UUID id) {}

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
              List<LedgerRow> rows = after(place(), limit);
              if (!rows.isEmpty()) {
                reach(rows.getLast());
                count.add(rows);
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

  private void reach(LedgerRow last) {
    database
        .jdbc()
        .sql("update campaign_ledger_place set tx = cast(:tx as xid8), id = :id")
        .param("tx", last.tx())
        .param("id", last.id())
        .update();
  }

  private Place place() {
    return database
        .jdbc()
        .sql("select tx, id from campaign_ledger_place")
        .query((row, number) -> new Place(row.getString("tx"), row.getObject("id", UUID.class)))
        .single();
  }

  private List<LedgerRow> after(Place place, int limit) {
    return database
        .jdbc()
        .sql(READ_AFTER)
        .param("tx", place.tx)
        .param("id", place.id)
        .param("limit", limit)
        .query((row, number) ->
            new LedgerRow(
                row.getString("tx"),
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getString("shopper"),
                row.getString("user_id"),
                row.getString("anonymous_id"),
                row.getString("arm"),
                Objects.requireNonNull(row.getObject("decided_at", OffsetDateTime.class))
                    .toInstant(),
                row.getBoolean("answered")))
        .list();
  }
}
