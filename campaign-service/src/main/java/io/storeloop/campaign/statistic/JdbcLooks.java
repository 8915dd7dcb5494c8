package io.storeloop.campaign.statistic;

import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the looks of group-sequential designs when their size is reached, whether or not somebody
 * looks, so that when a look falls does not depend on results.
 */
@Component
public class JdbcLooks {
  private static final TypeReference<List<Row>> ROWS = new TypeReference<>() {};

  /** The sums go as texts, so that no reader turns a decimal into a double. */
  private static final String TAKE =
      """
      with size as (
        select s.campaign_id, sum(s.sums[1])::bigint as shoppers
        from campaign_statistic s
        where s.unit = 'shopper' and s.breakdown = '' and s.campaign_id = any (:campaigns)
        group by s.campaign_id
      ), due as (
        select z.campaign_id, z.shoppers,
               least((c.experiment #>> '{design,looks}')::int,
                     floor(z.shoppers * (c.experiment #>> '{design,looks}')::numeric
                           / (c.experiment #>> '{design,shoppers}')::numeric))::int as look
        from size z join campaign c on c.id = z.campaign_id
        where c.experiment #>> '{design,type}' = 'group_sequential'
      )
      insert into campaign_look (campaign_id, look, taken_at, shoppers, messages, sums)
      select d.campaign_id, d.look, clock_timestamp(), d.shoppers,
             coalesce((select m.messages from campaign_sent m where m.campaign_id = d.campaign_id), 0),
             (select jsonb_agg(jsonb_build_object('breakdown', s.breakdown, 'arm', s.arm, 'unit', s.unit, 'sums', s.sums::text[], 'products', s.products::text[]))
              from campaign_statistic s where s.campaign_id = d.campaign_id)
      from due d
      where d.look > coalesce((select max(l.look) from campaign_look l where l.campaign_id = d.campaign_id), 0)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcLooks(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.jdbc = database.jdbc();
    this.json = json;
  }

  private record Row(
      String breakdown, String arm, String unit, List<String> sums, List<String> products) {
    Sums read() {
      return new Sums(
          sums.stream().map(BigDecimal::new).toList(),
          products.stream().map(BigDecimal::new).toList());
    }
  }

  /** Takes the looks that these campaigns have come to. */
  public void take(Collection<UUID> campaigns) {
    if (!campaigns.isEmpty()) {
      jdbc.sql(TAKE).param("campaigns", campaigns.toArray(UUID[]::new)).update();
    }
  }

  /** The looks taken, in their order. */
  public List<Look> taken(UUID campaignId) {
    return jdbc.sql("select * from campaign_look where campaign_id = :campaign order by look")
        .param("campaign", campaignId)
        .query((row, number) -> look(campaignId, row))
        .list();
  }

  private Look look(UUID campaignId, ResultSet row) throws SQLException {
    Map<Cell, Sums> sums = new HashMap<>();
    for (Row one : json.readValue(row.getString("sums"), ROWS)) {
      sums.put(new Cell(campaignId, one.breakdown, one.arm, one.unit), one.read());
    }
    return new Look(
        row.getInt("look"),
        Objects.requireNonNull(row.getObject("taken_at", OffsetDateTime.class)).toInstant(),
        row.getLong("shoppers"),
        row.getLong("messages"),
        sums);
  }
}
