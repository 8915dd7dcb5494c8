package io.storeloop.common.schema;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An owner's table {@code <service>_erasure_receipt}: what it has deleted of whom, and when. */
public final class ErasureReceipts {
  private final ServiceDatabase database;
  private final JsonMapper json;
  private final String table;

  public ErasureReceipts(ServiceDatabase database, ServiceRole role, JsonMapper json) {
    this.database = database;
    this.json = json;
    this.table = role.serviceName() + "_erasure_receipt";
  }

  /** Writes the receipt within the caller's transaction; the first one of a round stays. */
  public void write(ForgottenShopper shopper, Map<String, Long> counts, Instant now) {
    database
        .jdbc()
        .sql(
            """
            insert into %s (erasure_id, round, counts, forgotten_at)
            values (:id, :round, cast(:counts as jsonb), cast(:now as timestamptz))
            on conflict (erasure_id, round) do nothing
            """
                .formatted(table))
        .param("id", shopper.erasureId())
        .param("round", shopper.round())
        .param("counts", json.writeValueAsString(counts))
        .param("now", now.toString())
        .update();
  }

  /** Whether rows were deleted that are not off the disk yet. */
  public boolean anyNotVacuumed() {
    return database
        .jdbc()
        .sql("select exists (select from %s where vacuumed_at is null)".formatted(table))
        .query(Boolean.class)
        .single();
  }

  /** Notes that everything deleted before the given instant is off the disk. */
  public void noteVacuumed(Instant began, Instant now) {
    database
        .jdbc()
        .sql(
            """
            update %s set vacuumed_at = cast(:now as timestamptz)
            where vacuumed_at is null and forgotten_at < cast(:began as timestamptz)
            """
                .formatted(table))
        .param("now", now.toString())
        .param("began", began.toString())
        .update();
  }
}
