package io.storeloop.recommendation.content;

import io.storeloop.algorithms.content.ContentOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How items that hardly anybody has met yet find their way into lists.
 *
 * @param refresh how soon a change of the catalogue is looked at
 * @param coldUsers an item that fewer shoppers have met is recommended by what it is
 * @param neighbours items like it that are found
 * @param minSimilarity less alike is not alike, 0 to 1
 * @param maxItemsPerTerm a word, category, brand or price band that more items have is not
 *     compared: it says little and costs most
 * @param maxItems most items that are recommended by what they are, the newest ones
 * @param itemsPerPass most items looked up between two looks at the catalogue; ten times as many
 *     are read
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.content")
public record ContentProperties(
    @DefaultValue("1s") Duration refresh,
    @Min(1) @Max(1_000) @DefaultValue("5") int coldUsers,
    @Min(1) @Max(1_000) @DefaultValue("50") int neighbours,
    @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.1") double minSimilarity,
    @Min(1) @Max(1_000_000) @DefaultValue("5000") int maxItemsPerTerm,
    @Min(1) @Max(1_000_000) @DefaultValue("20000") int maxItems,
    @Min(1) @Max(100_000) @DefaultValue("1000") int itemsPerPass) {

  /** The defaults, as the settings file documents them. */
  public static ContentProperties defaults() {
    return new ContentProperties(Duration.ofSeconds(1), 5, 50, 0.1, 5000, 20_000, 1000);
  }

  ContentOptions options() {
    ContentOptions standard = ContentOptions.standard();
    return new ContentOptions(
        standard.nameWeight(),
        standard.textWeight(),
        standard.categoryWeight(),
        standard.brandWeight(),
        standard.priceWeight(),
        standard.saturation(),
        standard.maxWords(),
        maxItemsPerTerm);
  }
}
