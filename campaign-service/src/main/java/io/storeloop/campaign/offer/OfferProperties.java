package io.storeloop.campaign.offer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How recommendation-service is asked.
 *
 * @param recommendationUrl where it answers
 * @param recommendationConnectTimeout how long a connection to it may take
 * @param recommendationDeadline how long an answer may take altogether; then the offer's own
 *     content stands in
 * @param recommendationConcurrency questions under way at once; further ones do without
 */
@Validated
@ConfigurationProperties("storeloop.campaign")
record OfferProperties(
    @DefaultValue("http://127.0.0.1:8083") URI recommendationUrl,
    @DefaultValue("100ms") Duration recommendationConnectTimeout,
    @DefaultValue("150ms") Duration recommendationDeadline,
    @Min(1) @Max(4096) @DefaultValue("64") int recommendationConcurrency) {
  OfferProperties {
    if (recommendationConnectTimeout.isNegative()
        || recommendationConnectTimeout.isZero()
        || recommendationDeadline.isNegative()
        || recommendationDeadline.isZero()) {
      throw new IllegalArgumentException(
          "storeloop.campaign.recommendation-connect-timeout and recommendation-deadline must be above 0");
    }
  }
}
