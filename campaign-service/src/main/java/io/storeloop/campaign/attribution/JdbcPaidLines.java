package io.storeloop.campaign.attribution;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What was bought in a period, with the decisions before it; one line after the other. */
@Component
class JdbcPaidLines {
  private static final int FETCH = 1_000;

  private static final String LINES =
      """
      with line as (
        select coalesce(e.user_id, i.user_id) as user_id, e.anonymous_id, e.occurred_at,
               coalesce('u:' || coalesce(e.user_id, i.user_id), 'a:' || e.anonymous_id) as shopper,
               coalesce(e.price, item.price) * coalesce(e.quantity, 1) as revenue,
               coalesce(e.currency, item.currency, 'XXX') as currency
        from event_v1 e
          left join campaign_device i
            on e.user_id is null and i.anonymous_id = e.anonymous_id and (e.tx, e.id) < (i.until_tx, i.until_id)
          left join item_v1 item on item.item_id = e.item_id
        where e.type = 'purchase' and e.traffic is null and e.occurred_at >= :from and e.occurred_at < :to
      )
      select l.currency, l.revenue, t.touches, t.treated, t.held_out
      from line l
        cross join lateral (
          select coalesce(array_agg(d.campaign_id order by d.decided_at, d.id) filter (where not d.held_out), '{}') as touches,
                 coalesce(array_agg(distinct d.campaign_id) filter (where p.arm <> ''), '{}') as treated,
                 coalesce(array_agg(distinct d.campaign_id) filter (where p.arm = ''), '{}') as held_out
          from (
            select id, campaign_id, decided_at, held_out from decision
            where l.user_id is not null and user_id = l.user_id
            union all
            select o.id, o.campaign_id, o.decided_at, o.held_out
            from campaign_device i
              join decision o on o.user_id is null and o.anonymous_id = i.anonymous_id and o.tx < i.until_tx
            where i.user_id = l.user_id
            union all
            select o.id, o.campaign_id, o.decided_at, o.held_out
            from decision o
              left join campaign_device i on i.anonymous_id = o.anonymous_id and o.tx < i.until_tx
            where l.user_id is null and o.user_id is null and o.anonymous_id = l.anonymous_id and i.user_id is null
          ) d
            join campaign c on c.id = d.campaign_id
            left join campaign_participant p on p.campaign_id = d.campaign_id and p.shopper = l.shopper
          where l.occurred_at >= date_trunc('second', d.decided_at)
            and l.occurred_at < d.decided_at + make_interval(days => c.goal_window_days)
        ) t
      where l.revenue is not null
      """;

  private static final String SIZES =
      """
      select campaign_id, sum(sums[1]) filter (where arm <> '') as treated, sum(sums[1]) filter (where arm = '') as held_out
      from campaign_statistic
      where unit = 'shopper' and breakdown = ''
      group by campaign_id
      """;

  private final ServiceDatabase database;
  private final TransactionTemplate snapshot;

  JdbcPaidLines(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
  }

  /** Shares out all that was bought in [from, to), from one snapshot of the database. */
  List<Ledger.Shares> shares(Instant from, Instant to) {
    List<Ledger.Shares> shares =
        snapshot.execute(status -> {
          Ledger ledger = new Ledger(sizes());
          read(from, to, ledger::add);
          return ledger.shares();
        });
    return shares == null ? List.of() : shares;
  }

  /** The names of all campaigns. */
  Map<UUID, String> names() {
    Map<UUID, String> names = new HashMap<>();
    database
        .jdbc()
        .sql("select id, name from campaign")
        .query(row -> {
          names.put(row.getObject("id", UUID.class), row.getString("name"));
        });
    return names;
  }

  private void read(Instant from, Instant to, Consumer<PaidLine> each) {
    database
        .jdbc()
        .sql(LINES)
        .withFetchSize(FETCH)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query(row -> {
          each.accept(
              new PaidLine(
                  row.getString("currency"),
                  row.getBigDecimal("revenue"),
                  campaigns(row, "touches"),
                  campaigns(row, "held_out"),
                  campaigns(row, "treated")));
        });
  }

  private static List<UUID> campaigns(ResultSet row, String column) throws SQLException {
    return Arrays.asList((UUID[]) row.getArray(column).getArray());
  }

  private Map<UUID, GroupSizes> sizes() {
    Map<UUID, GroupSizes> sizes = new HashMap<>();
    database
        .jdbc()
        .sql(SIZES)
        .query(row -> {
          sizes.put(
              row.getObject("campaign_id", UUID.class),
              new GroupSizes(row.getLong("treated"), row.getLong("held_out")));
        });
    return sizes;
  }
}
