package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's price terciles, read again when they are older than allowed: by one thread, while
 * all others go on with the old ones. Thread-safe.
 */
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
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Reading latest;

  private record Reading(Optional<PriceTerciles> terciles, Instant at) {}

  PriceTercileCache(ServiceDatabase database, Duration oldest, Clock clock) {
    this.database = database;
    this.oldest = oldest;
    this.clock = clock;
  }

  /** Empty while fewer than {@value #FEWEST_PRICES} items have a price. */
  public Optional<PriceTerciles> current() {
    Reading seen = latest;
    if (seen != null && isCurrent(seen)) {
      return seen.terciles();
    }
    if (seen == null) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return seen.terciles();
    }
    try {
      seen = latest;
      if (seen == null || !isCurrent(seen)) {
        seen = new Reading(read(), clock.instant());
        latest = seen;
      }
      return seen.terciles();
    } finally {
      reading.unlock();
    }
  }

  private boolean isCurrent(Reading seen) {
    return !seen.at().plus(oldest).isBefore(clock.instant());
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
