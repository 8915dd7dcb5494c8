package io.storeloop.ingestion.segment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What browsers are told.
 *
 * @param publicUrl where browsers reach this service, such as {@code https://events.shop.example};
 *     without it the address that the browser has called
 */
@ConfigurationProperties("storeloop.ingestion.segment")
record SegmentProperties(@Nullable String publicUrl) {
  SegmentProperties {
    if (publicUrl != null && !publicUrl.isEmpty() && !publicUrl.matches("https?://[^/?#\\s]+")) {
      throw new IllegalArgumentException(
          "storeloop.ingestion.segment.public-url must be like https://events.shop.example, not '"
              + publicUrl
              + "'");
    }
  }
}
