package io.storeloop.profile.uplift;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads what campaign-service publishes of its experiments, by profile. */
final class JdbcExposures {
  /**
   * Whose window is over, drawn by a digest of the profile, which says nothing about the shopper.
   * Whoever does not let their behaviour be counted teaches nothing.
   */
  private static final String EXPOSURES =
      """
      select p.profile_id, x.decided_at, x.treated, x.treatment_probability, x.converted
      from campaign_exposure_v1 x
        join profile_identity i on i.kind = case when x.user_id is null then 'anonymous' else 'user' end
          and i.value = coalesce(x.user_id, x.anonymous_id)
        join profile p on p.profile_id = i.profile_id
      where x.campaign_id = :campaign and not x.mixed and x.window_ends_at <= cast(:now as timestamptz)
        and coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)
      order by md5(p.profile_id::text), x.decided_at
      limit :most
      """;

  private final ServiceDatabase database;
  private final ConsentRule consent;

  JdbcExposures(ServiceDatabase database, ConsentRule consent) {
    this.database = database;
    this.consent = consent;
  }

  /** At most so many, those of one campaign. */
  List<Exposure> of(UUID campaignId, Instant now, int most) {
    return database
        .jdbc()
        .sql(EXPOSURES)
        .param("campaign", campaignId)
        .param("now", now.toString())
        .param("unasked", !consent.required())
        .param("most", most)
        .query((row, number) -> exposure(row))
        .list();
  }

  private static Exposure exposure(ResultSet row) throws SQLException {
    return new Exposure(
        row.getObject("profile_id", UUID.class),
        Objects.requireNonNull(row.getObject("decided_at", OffsetDateTime.class)).toInstant(),
        row.getBoolean("treated"),
        row.getDouble("treatment_probability"),
        row.getBoolean("converted"));
  }
}
