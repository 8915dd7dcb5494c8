package io.storeloop.campaign.cap;

import io.storeloop.campaign.validation.Mistakes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits as they stand in the campaign's row. */
public record LimitsFields(
    @Nullable List<@Nullable FrequencyCapFields> frequencyCaps, @Nullable BudgetFields budget) {
  public static LimitsFields of(Limits limits) {
    return new LimitsFields(
        limits.frequencyCaps().stream()
            .<@Nullable FrequencyCapFields>map(FrequencyCapFields::of)
            .toList(),
        BudgetFields.of(limits.budget()));
  }

  /** What was written has been checked. */
  public Limits toLimits() {
    Mistakes none = new Mistakes();
    return new Limits(
        FrequencyCapFields.read("", frequencyCaps, none), BudgetFields.read("", budget, none));
  }
}
