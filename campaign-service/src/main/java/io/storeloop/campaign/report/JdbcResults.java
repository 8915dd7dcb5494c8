package io.storeloop.campaign.report;

import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts the outcomes of a campaign by group, all from one snapshot of the database. */
@Component
class JdbcResults {
  /** The key of the holdout, which has no offer; offers' ids are never empty. */
  static final String HOLDOUT = "";

  private static final String SHOPPERS =
      """
      with decided as (
        select coalesce('u:' || coalesce(d.user_id, i.user_id), 'a:' || d.anonymous_id) as shopper, d.id, d.decided_at,
               coalesce(d.offer_id, '') as arm, x.decision_id is not null as exposed, k.decision_id is not null as clicked
        from decision d
          left join campaign_identity i on d.user_id is null and i.anonymous_id = d.anonymous_id
          left join exposure x on x.decision_id = d.id
          left join offer_click k on k.decision_id = d.id
        where d.campaign_id = :campaign
      ), shopper as (
        select shopper, (array_agg(arm order by decided_at, id))[1] as arm, count(*) as decisions,
               bool_or(exposed) as exposed, bool_or(clicked) as clicked, count(distinct arm) > 1 as mixed
        from decided
        group by shopper
      )
      """;

  private static final String COUNTS =
      SHOPPERS
          + """
          select s.arm, sum(s.decisions) as decisions, count(*) as shoppers, count(*) filter (where s.exposed) as exposed,
                 count(*) filter (where s.clicked) as clicked, count(v.shopper) as converted,
                 count(*) filter (where v.after_exposure) as after_exposure, count(*) filter (where s.mixed) as mixed
          from shopper s
            left join conversion v on v.campaign_id = :campaign and v.shopper = s.shopper
          group by s.arm
          """;

  private static final String REVENUE =
      SHOPPERS
          + """
          select s.arm, r.currency, sum(r.revenue) as revenue
          from shopper s
            join conversion_revenue r on r.campaign_id = :campaign and r.shopper = s.shopper
          group by s.arm, r.currency
          """;

  private final ServiceDatabase database;
  private final TransactionTemplate snapshot;

  JdbcResults(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
  }

  /**
   * What was counted.
   *
   * @param byArm the counts by offer id, and by {@link #HOLDOUT}; groups without shoppers are
   *     missing
   * @param mixedShoppers who were in several groups, because they were decided for before and after
   *     they were recognised
   */
  record Counted(Map<String, GroupCounts> byArm, long mixedShoppers) {}

  Counted count(UUID campaignId) {
    return Objects.requireNonNull(snapshot.execute(status -> countNow(campaignId)));
  }

  private Counted countNow(UUID campaignId) {
    Map<String, Map<String, BigDecimal>> revenue = new HashMap<>();
    database
        .jdbc()
        .sql(REVENUE)
        .param("campaign", campaignId)
        .query(row -> {
          revenue
              .computeIfAbsent(row.getString("arm"), arm -> new TreeMap<>())
              .put(row.getString("currency"), row.getBigDecimal("revenue"));
        });
    Map<String, GroupCounts> counts = new HashMap<>();
    long[] mixed = {0};
    database
        .jdbc()
        .sql(COUNTS)
        .param("campaign", campaignId)
        .query(row -> {
          String arm = row.getString("arm");
          mixed[0] += row.getLong("mixed");
          counts.put(
              arm,
              new GroupCounts(
                  row.getLong("decisions"),
                  row.getLong("shoppers"),
                  row.getLong("exposed"),
                  row.getLong("clicked"),
                  row.getLong("converted"),
                  row.getLong("after_exposure"),
                  revenue.getOrDefault(arm, Map.of())));
        });
    return new Counted(counts, mixed[0]);
  }
}
