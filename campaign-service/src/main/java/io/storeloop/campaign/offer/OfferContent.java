package io.storeloop.campaign.offer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is rendered.
 *
 * @param values whatever else the shop's templates need, by name
 */
public record OfferContent(
    String title,
    @Nullable String body,
    @Nullable String imageUrl,
    @Nullable String link,
    Map<String, String> values) {
  public OfferContent {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
