package io.storeloop.profile.consent;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The refusals in the database, inside the caller's transaction. Thread-safe. */
public final class JdbcRefusals {
  private static final String OPEN =
      """
      select kind, value, from_tx::text, from_id from profile_refusal
      where (kind, value) in (select * from unnest(cast(:kinds as text[]), cast(:values as text[])))
        and until_tx = '18446744073709551615'
      """;

  private static final String WRITE =
      """
      insert into profile_refusal (kind, value, from_tx, from_id, until_tx, until_id)
      select kind, value, cast(from_tx as xid8), cast(from_id as bigint),
             coalesce(cast(until_tx as xid8), '18446744073709551615'), coalesce(cast(until_id as bigint), 9223372036854775807)
      from unnest(cast(:kinds as text[]), cast(:values as text[]), cast(:fromTxs as text[]), cast(:fromIds as text[]),
                  cast(:untilTxs as text[]), cast(:untilIds as text[]))
           as t (kind, value, from_tx, from_id, until_tx, until_id)
      on conflict (kind, value, from_tx, from_id) do update set until_tx = excluded.until_tx, until_id = excluded.until_id
      """;

  private final ServiceDatabase database;

  public JdbcRefusals(ServiceDatabase database) {
    this.database = database;
  }

  /** Those of these ids that go on. */
  public List<Refusal> openOf(Collection<Identity> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return database
        .jdbc()
        .sql(OPEN)
        .param("kinds", ArrayColumn.of(ids, id -> id.kind().wireName()))
        .param("values", ArrayColumn.of(ids, Identity::value))
        .query((row, number) ->
            new Refusal(
                new Identity(
                    IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    row.getString("value")),
                new EventCursor(
                    Long.parseUnsignedLong(row.getString("from_tx")), row.getLong("from_id")),
                null))
        .list();
  }

  /** Makes or replaces these refusals. */
  public void write(Collection<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(WRITE)
        .param("kinds", ArrayColumn.of(refusals, refusal -> refusal.of().kind().wireName()))
        .param("values", ArrayColumn.of(refusals, refusal -> refusal.of().value()))
        .param(
            "fromTxs",
            ArrayColumn.of(refusals, refusal -> Long.toUnsignedString(refusal.from().tx())))
        .param("fromIds", ArrayColumn.of(refusals, refusal -> refusal.from().id()))
        .param(
            "untilTxs",
            ArrayColumn.of(
                refusals,
                refusal ->
                    refusal.until() == null ? null : Long.toUnsignedString(refusal.until().tx())))
        .param(
            "untilIds",
            ArrayColumn.of(
                refusals, refusal -> refusal.until() == null ? null : refusal.until().id()))
        .update();
  }
}
