package io.storeloop.campaign.idempotency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are kept for whoever repeats a call.
 *
 * @param retention an Idempotency-Key is known so long
 * @param lease a call that has neither answered nor failed for so long is given up: its process
 *     died
 * @param maxAnswerBytes a longer answer is not kept; the call may then be repeated and acts again
 * @param forgetInterval how soon keys that are older than the retention are deleted
 */
@Validated
@ConfigurationProperties("storeloop.campaign.idempotency")
record IdempotencyProperties(
    @DefaultValue("24h") Duration retention,
    @DefaultValue("1m") Duration lease,
    @Min(1024) @Max(16_777_216) @DefaultValue("1048576") int maxAnswerBytes,
    @DefaultValue("10m") Duration forgetInterval) {
  IdempotencyProperties {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || retention.compareTo(lease) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.idempotency.lease must be at least 1s, retention at least the lease");
    }
    if (forgetInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "storeloop.campaign.idempotency.forget-interval must be above 0");
    }
  }
}
