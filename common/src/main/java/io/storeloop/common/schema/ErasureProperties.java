package io.storeloop.common.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How owners follow erasures.
 *
 * @param pollInterval how soon an owner sees whom to forget
 * @param vacuumPause how long an owner rests between two rounds of taking deleted rows off the disk
 */
@ConfigurationProperties("storeloop.erasure")
public record ErasureProperties(
    @DefaultValue("500ms") Duration pollInterval, @DefaultValue("1h") Duration vacuumPause) {
  /** Refuses a pause of nothing between two looks. */
  public ErasureProperties {
    if (pollInterval.isZero() || pollInterval.isNegative() || vacuumPause.isNegative()) {
      throw new IllegalArgumentException(
          "storeloop.erasure: poll-interval must be above 0 and vacuum-pause 0 or more");
    }
  }
}
