package io.storeloop.campaign.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign may do at most.
 *
 * @param frequencyCaps per shopper; all of them hold
 */
public record Limits(List<FrequencyCap> frequencyCaps, @Nullable Budget budget) {
  public static final Limits NONE = new Limits(List.of(), null);

  public Limits {
    frequencyCaps = List.copyOf(frequencyCaps);
  }
}
