package io.storeloop.profile.segment;

import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the quantiles of the buyers; one scan of the profiles. */
final class JdbcRfmCuts {
  private static final long LEAST_OFTEN = 2;

  private static final String CUTS =
      """
      select count(*) as buyers,
             percentile_disc(array[:recent, :upper]::double precision[]) within group (order by days) as days,
             percentile_disc(:upper) within group (order by orders) as orders,
             percentile_disc(:upper) within group (order by money) as money
      from (select greatest(0, floor(extract(epoch from (cast(:now as timestamptz) - p.last_purchase_at)) / 86400)) as days,
                   (p.features ->> 'orders')::numeric as orders,
                   (p.features ->> 'monetaryValue')::numeric as money
            from profile p
            where p.last_purchase_at is not null and (p.features ->> 'orders')::numeric >= 1) buyer
      """;

  private final ServiceDatabase database;

  JdbcRfmCuts(ServiceDatabase database) {
    this.database = database;
  }

  /** Empty as long as there are too few buyers. */
  Optional<RfmCuts> at(Instant now) {
    return database
        .jdbc()
        .sql(CUTS)
        .param("recent", RfmCuts.RECENT)
        .param("upper", RfmCuts.UPPER)
        .param("now", now.toString())
        .query((row, number) ->
            row.getLong("buyers") < RfmCuts.FEWEST_BUYERS
                ? Optional.<RfmCuts>empty()
                : Optional.of(
                    new RfmCuts(
                        row.getLong("buyers"),
                        day(row.getArray("days"), 0),
                        day(row.getArray("days"), 1),
                        Math.max(LEAST_OFTEN, row.getLong("orders")),
                        money(row.getBigDecimal("money")))))
        .single();
  }

  private static long day(Array days, int index) throws SQLException {
    return ((BigDecimal[]) days.getArray())[index].longValue();
  }

  /** Null where no buyer's money is known. */
  private static BigDecimal money(@Nullable BigDecimal money) {
    return money == null ? BigDecimal.ZERO : money.max(BigDecimal.ZERO);
  }
}
