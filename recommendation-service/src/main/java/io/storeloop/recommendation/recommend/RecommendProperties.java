package io.storeloop.recommendation.recommend;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a list is put together.
 *
 * @param contextWeight what an item in view says, beside a history in which a view says ln 2 and a
 *     purchase ln 4
 * @param evidence reasons shown per item unless all are asked for
 * @param candidates how many of the best items rules and mix may choose from, beside those asked
 *     for
 * @param visitItems latest items of a visit that are looked at
 * @param contentWeight what an item that is exactly like all of a history counts beside the best
 *     one that behaviour speaks for
 * @param explorationRate share of lists in which one place shows an item that nothing speaks for
 * @param calibration how much the mix of categories counts beside relevance, 0 to 1
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.recommend")
public record RecommendProperties(
    @DecimalMin("0.001") @DecimalMax("1000") @DefaultValue("1") float contextWeight,
    @Min(1) @Max(100) @DefaultValue("3") int evidence,
    @Min(10) @Max(5_000) @DefaultValue("200") int candidates,
    @Min(1) @Max(256) @DefaultValue("50") int visitItems,
    @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.3") double contentWeight,
    @DecimalMin("0") @DecimalMax("1") @DefaultValue("0") double explorationRate,
    @DecimalMin("0") @DecimalMax("1") @DefaultValue("0") double calibration) {

  /** The defaults, as the settings file documents them. */
  public static RecommendProperties defaults() {
    return new RecommendProperties(1, 3, 200, 50, 0.3, 0, 0);
  }
}
