package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.EaseScorer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a model of several parts may cost: it scores every item of the catalogue for every
 * answer, and keeps a table per part.
 *
 * @param maxItems catalogues of more items are served by one form of the kernel
 * @param maxEaseItems catalogues of more items learn no exact EASE^R, whose table is their square
 * @param maxNeighbours entries of one part's lists, 8 bytes each
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.mix")
public record MixProperties(
    @Min(0) @Max(1_000_000) @DefaultValue("20000") int maxItems,
    @Min(0) @Max(EaseScorer.MAX_ITEMS) @DefaultValue("2000") int maxEaseItems,
    @Min(1_000) @Max(1_000_000_000) @DefaultValue("10000000") int maxNeighbours) {

  /** The defaults, as the settings file documents them. */
  public static MixProperties defaults() {
    return new MixProperties(20_000, 2_000, 10_000_000);
  }

  boolean allows(MixSettings mix, int items) {
    return items <= maxItems && (items <= maxEaseItems || !mix.hasEase());
  }
}
