package io.storeloop.common.edge;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of a request.
 *
 * @param maxBodyBytes the longest body after decoding; longer ones answer 413
 * @param maxBodyTime how long the sender may take for each {@code maxBodyBytes}; slower ones answer
 *     408
 * @param maxUncheckedBytes decoded bytes in hand of calls that have their key in the body, all
 *     together; further ones answer 503
 */
@Validated
@ConfigurationProperties("storeloop.http")
public record HttpProperties(
    @Min(1024) @DefaultValue("512000") long maxBodyBytes,
    @DefaultValue("10s") Duration maxBodyTime,
    @Min(1024) @DefaultValue("33554432") long maxUncheckedBytes) {
  public HttpProperties {
    if (maxBodyTime.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("max-body-time must be above 0, not " + maxBodyTime);
    }
  }
}
