package io.storeloop.campaign.policy;

import io.storeloop.campaign.cap.FrequencyCapFields;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.revision.JdbcRevision;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one row of the policy. A change is one transaction with its audit row and a new revision, by
 * which every process learns of it.
 */
@Component
public class JdbcPolicies {
  private static final TypeReference<List<@Nullable FrequencyCapFields>> CAPS =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, OfferContentFields>> DEFAULTS =
      new TypeReference<>() {};

  private static final String READ =
      "select version, holdout_share, salt, frequency_caps, default_offers from campaign_policy";

  private static final String WRITE =
      """
      update campaign_policy
      set version = :version, holdout_share = :share, frequency_caps = cast(:caps as jsonb),
          default_offers = cast(:defaults as jsonb)
      """;

  private static final String AUDIT =
      """
      insert into campaign_audit (at, campaign_id, action, version, before, after, revision)
      values (:at, null, 'policy', :version, cast(:before as jsonb), cast(:after as jsonb), :revision)
      """;

  private static final String AS_IT_WAS =
      """
      select after from campaign_audit
      where campaign_id is null and action = 'policy' and version = :version
      union all
      select before from campaign_audit
      where campaign_id is null and action = 'policy' and version = :version + 1
      limit 1
      """;

  private final ServiceDatabase database;
  private final JdbcRevision revision;
  private final JsonMapper json;
  private final Clock clock;

  JdbcPolicies(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcRevision revision,
      JsonMapper json,
      Clock clock) {
    this.database = database;
    this.revision = revision;
    this.json = json;
    this.clock = clock;
  }

  public Policy current() {
    return database.jdbc().sql(READ).query((row, number) -> policy(row)).single();
  }

  /** The policy as it was at that version; empty if nobody knows any more. */
  public Optional<Policy> at(long version) {
    Policy now = current();
    return now.version() == version
        ? Optional.of(now)
        : database
            .jdbc()
            .sql(AS_IT_WAS)
            .param("version", version)
            .query(String.class)
            .optional()
            // what was written has been checked; the salt is made once
            .map(fields -> json.readValue(fields, PolicyFields.class).read(now, new Mistakes()))
            .map(policy ->
                new Policy(
                    version,
                    policy.holdoutShare(),
                    now.salt(),
                    policy.frequencyCaps(),
                    policy.defaultOffers()));
  }

  /**
   * Changes the policy if it still is at the version that the caller has read.
   *
   * @return how it is now; empty if somebody was faster
   */
  Optional<Policy> change(long version, UnaryOperator<Policy> change) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              Policy before =
                  database
                      .jdbc()
                      .sql(READ + " for update")
                      .query((row, number) -> policy(row))
                      .single();
              return before.version() == version
                  ? Optional.of(write(before, change.apply(before)))
                  : Optional.<Policy>empty();
            }));
  }

  private Policy write(Policy before, Policy wanted) {
    Policy after =
        new Policy(
            before.version() + 1,
            wanted.holdoutShare(),
            before.salt(),
            wanted.frequencyCaps(),
            wanted.defaultOffers());
    PolicyFields fields = PolicyFields.of(after);
    database
        .jdbc()
        .sql(WRITE)
        .param("version", after.version())
        .param("share", after.holdoutShare())
        .param("caps", json.writeValueAsString(fields.frequencyCaps()))
        .param("defaults", json.writeValueAsString(fields.defaultOffers()))
        .update();
    database
        .jdbc()
        .sql(AUDIT)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("version", after.version())
        .param("before", json.writeValueAsString(PolicyFields.of(before)))
        .param("after", json.writeValueAsString(fields))
        .param("revision", revision.advance())
        .update();
    return after;
  }

  private Policy policy(ResultSet row) throws SQLException {
    // what was written has been checked
    Mistakes none = new Mistakes();
    Map<String, OfferContent> defaults = new LinkedHashMap<>();
    json.readValue(row.getString("default_offers"), DEFAULTS)
        .forEach((placement, fields) -> defaults.put(placement, fields.read("", none)));
    return new Policy(
        row.getLong("version"),
        row.getBigDecimal("holdout_share"),
        row.getString("salt"),
        FrequencyCapFields.read("", json.readValue(row.getString("frequency_caps"), CAPS), none),
        defaults);
  }
}
