package io.storeloop.profile.predictor;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.profile.PredictionPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the active models said of shoppers last: a row each. Thread-safe. */
final class JdbcScores {
  private static final List<PredictionPath> PATHS = List.of(PredictionPath.values());

  private static final String OLD =
      """
      select t.id from unnest(cast(:ids as uuid[])) as t (id)
      join profile p on p.profile_id = t.id
      left join predictor_score s on s.profile_id = t.id
      where s.profile_id is null or s.models <> cast(:models as jsonb) or s.as_of <= cast(:old as timestamptz)
        or (:afterEvents and s.as_of < p.updated_at)
        or (not coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)
            and num_nonnulls(%s) > 0)
      """
          .formatted(columns("s.%s"));

  /**
   * Only of profiles that are there and that nobody is taking away. What was spent is not kept
   * beside the profile; what the version before kept goes.
   */
  private static final String WRITE =
      """
      insert into predictor_score (profile_id, as_of, models, %s)
      select p.profile_id, cast(:asOf as timestamptz), cast(:models as jsonb), %s
      from unnest(cast(:ids as text[]), %s) as t (id, %s)
      join profile p on p.profile_id = cast(t.id as uuid)
      order by p.profile_id
      for key share of p skip locked
      on conflict (profile_id) do update
      set as_of = excluded.as_of, models = excluded.models, spent = null, at_risk = null, %s
      """
          .formatted(
              columns("%s"),
              columns("cast(t.%s as numeric)"),
              columns("cast(:%s as text[])"),
              columns("%s"),
              columns("%1$s = excluded.%1$s"));

  /**
   * By what the profile says now was spent: a product stored here would fall behind with every
   * return and price.
   */
  private static final String AT_RISK =
      """
      select * from (
        select s.profile_id, p.user_id, s.churn_probability, m.spent, s.churn_probability * m.spent as at_risk, s.as_of
        from predictor_score s join profile p using (profile_id)
        cross join lateral (select coalesce((p.features ->> 'monetaryValue')::numeric, 0) as spent) m
        where s.models ->> 'churn' = :model and s.churn_probability >= :least
          and coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)) s
      where (s.at_risk, s.profile_id) < (cast(:atRisk as numeric), cast(:after as uuid))
      order by s.at_risk desc, s.profile_id desc
      limit :limit
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;
  private final ConsentRule consent;

  /** What is said of a shopper. */
  record Row(UUID profileId, Map<PredictionPath, BigDecimal> values) {}

  /**
   * A customer who may leave, as scored at {@code asOf}.
   *
   * @param spent {@code features.monetaryValue} as it is now, 0 where nothing is known of it
   */
  record AtRisk(
      UUID profileId,
      @Nullable String userId,
      BigDecimal probability,
      BigDecimal spent,
      BigDecimal atRisk,
      Instant asOf) {}

  /** A place in the order of the customers at risk: behind this one. */
  record Place(String atRisk, UUID profileId) {
    static final Place FIRST = new Place("Infinity", new UUID(-1, -1));
  }

  JdbcScores(ServiceDatabase database, JsonMapper json, ConsentRule consent) {
    this.database = database;
    this.json = json;
    this.consent = consent;
  }

  /**
   * Those that are there without a score of exactly these models that is younger than {@code old},
   * and if asked for than what happened to them last; and those of whom something is said although
   * they do not let their behaviour be counted.
   */
  List<UUID> old(
      Collection<UUID> profileIds, Map<String, UUID> models, Instant old, boolean afterEvents) {
    return database
        .jdbc()
        .sql(OLD)
        .param("ids", ArrayColumn.texts(profileIds))
        .param("models", json.writeValueAsString(models))
        .param("old", old.toString())
        .param("afterEvents", afterEvents)
        .param("unasked", !consent.required())
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  void write(List<Row> rows, Map<String, UUID> models, Instant asOf) {
    var statement =
        database
            .jdbc()
            .sql(WRITE)
            .param("asOf", asOf.toString())
            .param("models", json.writeValueAsString(models))
            .param("ids", ArrayColumn.of(rows, Row::profileId));
    for (PredictionPath path : PATHS) {
      statement =
          statement.param(path.column(), ArrayColumn.of(rows, row -> row.values().get(path)));
    }
    statement.update();
  }

  void forget(Collection<UUID> profileIds) {
    database
        .jdbc()
        .sql("delete from predictor_score where profile_id in " + ArrayColumn.IDS)
        .param("ids", ArrayColumn.texts(profileIds))
        .update();
  }

  /**
   * The next customers whom the model of churn holds likely to leave, the most at risk first;
   * nobody who has refused meanwhile to be counted.
   */
  List<AtRisk> atRisk(UUID model, double leastProbability, Place after, int limit) {
    return database
        .jdbc()
        .sql(AT_RISK)
        .param("model", model.toString())
        .param("least", leastProbability)
        .param("unasked", !consent.required())
        .param("atRisk", after.atRisk())
        .param("after", after.profileId())
        .param("limit", limit)
        .query((row, number) ->
            new AtRisk(
                row.getObject("profile_id", UUID.class),
                row.getString("user_id"),
                row.getBigDecimal("churn_probability"),
                row.getBigDecimal("spent"),
                row.getBigDecimal("at_risk"),
                Objects.requireNonNull(row.getObject("as_of", OffsetDateTime.class)).toInstant()))
        .list();
  }

  private static String columns(String format) {
    return Stream.of(PredictionPath.values())
        .map(path -> format.formatted(path.column()))
        .collect(Collectors.joining(", "));
  }
}
