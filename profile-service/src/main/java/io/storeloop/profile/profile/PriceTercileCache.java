package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The catalogue's price terciles, read again when they are older than allowed. Thread-safe. */
public final class PriceTercileCache {
  private static final int FEWEST_PRICES = 3;

  private static final String TERCILES =
      """
      select percentile_disc(1.0 / 3) within group (order by price) as first,
             percentile_disc(2.0 / 3) within group (order by price) as second
      from item_v1
      where price is not null and not deleted
      having count(*) >= :fewest
      """;

  private final ServiceDatabase database;
  private final Duration oldest;
  private final Clock clock;
  private volatile Reading latest = new Reading(Optional.empty(), Instant.MIN);

  private record Reading(Optional<PriceTerciles> terciles, Instant at) {}

  PriceTercileCache(ServiceDatabase database, Duration oldest, Clock clock) {
    this.database = database;
    this.oldest = oldest;
    this.clock = clock;
  }

  /** Empty while fewer than {@value #FEWEST_PRICES} items have a price. */
  public Optional<PriceTerciles> current() {
    Instant now = clock.instant();
    Reading reading = latest;
    if (reading.at().equals(Instant.MIN) || reading.at().plus(oldest).isBefore(now)) {
      reading = new Reading(read(), now);
      latest = reading;
    }
    return reading.terciles();
  }

  private Optional<PriceTerciles> read() {
    return database
        .jdbc()
        .sql(TERCILES)
        .param("fewest", FEWEST_PRICES)
        .query((row, number) ->
            new PriceTerciles(row.getBigDecimal("first"), row.getBigDecimal("second")))
        .optional();
  }
}
