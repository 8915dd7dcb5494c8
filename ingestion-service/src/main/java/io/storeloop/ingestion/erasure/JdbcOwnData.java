package io.storeloop.ingestion.erasure;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.identity.ShopperIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What ingestion itself holds about a shopper: events, their keys, quarantined records, problems of
 * imports.
 */
final class JdbcOwnData {
  /** Tables with rows of shoppers. */
  static final List<String> TABLES =
      List.of("event", "event_key", "quarantined_record", "import_task", "erasure");

  private static final int QUARANTINE_PAGE = 2000;
  private static final UUID LOWEST = new UUID(0, 0);

  private static final String FORGET_EVENTS =
      """
      with gone as (
        delete from event
        where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
        returning event_id),
      keys as (delete from event_key where event_id in (select event_id from gone) returning event_id)
      select (select count(*) from gone) as events, (select count(*) from keys) as keys
      """;

  /** A page of the quarantine in the order of its index; those of it that name the shopper go. */
  private static final String FORGET_QUARANTINED =
      """
      with page as (
        select id, received_at, payload, message_id from quarantined_record
        where (received_at, id) > (cast(:receivedAt as timestamptz), cast(:id as uuid))
        order by received_at, id limit :limit),
      gone as (
        delete from quarantined_record
        where id in (
          select id from page
          where payload_names_shopper(payload, :ids) or payload_names_shopper(coalesce(message_id, ''), :ids))
        returning id)
      select count(*) as looked_at, (select count(*) from gone) as gone, max(received_at)::text as last_at,
             (select id from page order by received_at desc, id desc limit 1) as last_id
      from page
      """;

  private static final String FORGET_PROBLEMS =
      "update import_task set problems = '[]' where problems <> '[]' and names_shopper(problems, :ids)";

  private final ServiceDatabase database;

  /** How far the quarantine was looked through. */
  private record Place(String receivedAt, UUID id, long lookedAt, long gone) {}

  JdbcOwnData(ServiceDatabase database) {
    this.database = database;
  }

  /** Deletes within the caller's transaction; what was deleted, for the receipt. */
  Map<String, Long> forget(ShopperIds ids) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .jdbc()
        .sql(FORGET_EVENTS)
        .param("userId", ids.userId())
        .param("anonymousIds", ids.anonymousArray())
        .query(row -> {
          counts.put("events", row.getLong("events"));
          counts.put("eventKeys", row.getLong("keys"));
        });
    counts.put("quarantined", forgetQuarantined(ids));
    counts.put(
        "importProblems",
        (long) database.jdbc().sql(FORGET_PROBLEMS).param("ids", ids.all()).update());
    return counts;
  }

  private long forgetQuarantined(ShopperIds ids) {
    long gone = 0;
    Place place = new Place(Instant.EPOCH.toString(), LOWEST, QUARANTINE_PAGE, 0);
    while (place.lookedAt() == QUARANTINE_PAGE) {
      place =
          database
              .jdbc()
              .sql(FORGET_QUARANTINED)
              .param("receivedAt", place.receivedAt())
              .param("id", place.id())
              .param("limit", QUARANTINE_PAGE)
              .param("ids", ids.all())
              .query((row, number) ->
                  new Place(
                      String.valueOf(row.getString("last_at")),
                      row.getObject("last_id", UUID.class),
                      row.getLong("looked_at"),
                      row.getLong("gone")))
              .single();
      gone += place.gone();
    }
    return gone;
  }
}
