package io.storeloop.recommendation.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How answers are put on record.
 *
 * @param queue answers that may wait to be written; further ones are counted and not kept
 * @param batch answers written at once
 * @param flushInterval how long an answer waits at most while the database answers
 * @param retention how long answers are kept
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.ledger")
public record LedgerProperties(
    @Min(1) @Max(1_000_000) @DefaultValue("20000") int queue,
    @Min(1) @Max(10_000) @DefaultValue("1000") int batch,
    @DefaultValue("200ms") Duration flushInterval,
    @DefaultValue("30d") Duration retention) {

  public LedgerProperties {
    if (flushInterval.isNegative() || flushInterval.isZero() || retention.isNegative()) {
      throw new IllegalArgumentException(
          "flushInterval must be above 0 and retention not below it, but were %s and %s"
              .formatted(flushInterval, retention));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static LedgerProperties defaults() {
    return new LedgerProperties(20_000, 1_000, Duration.ofMillis(200), Duration.ofDays(30));
  }
}
