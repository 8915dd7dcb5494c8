package io.storeloop.profile.profile;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What active predictors say of a profile; answered by the predictor feature, for uplift too. */
public interface ShopperPredictions {
  /**
   * By the names of the active predictors, an uplift by {@code uplift.} and the campaign; empty as
   * long as none is active. One bounded read of what the shopper did, for all of them, and none
   * without an active predictor.
   */
  Map<String, Prediction> of(ProfileSnapshot profile);

  /**
   * What one predictor says.
   *
   * @param missing what is missing, where evidence is insufficient; all else but the state is null
   *     then, and where consent was refused
   */
  @Schema(name = "ProfilePrediction")
  record Prediction(
      @Schema(allowableValues = {"predicted", "insufficient_evidence", "consent_refused"})
          String state,
      @Schema(description = "What is missing, when evidence is insufficient.")
          @Nullable String missing,
      @Schema(description = "Within the horizon, in [0, 1].", example = "0.31")
          @Nullable Double probability,
      @Schema(description = "Of `lifetime-value`, `next-purchase` and uplift.", example = "61.8")
          @Nullable Double value,
      @Schema(
              description =
                  "Of the value: a currency, `days`, `probability`, or `worth` in what its training said that a goal is worth.",
              example = "EUR")
          @Nullable String unit,
      @Schema(description = "Of the value, else of the probability.", example = "0.27")
          @Nullable Double lower,
      @Schema(description = "Of the value, else of the probability.", example = "0.36")
          @Nullable Double upper,
      @Schema(example = "90") @Nullable Integer horizonDays) {
    /** Of a shopper who does not let their behaviour be counted. */
    public static Prediction refused() {
      return new Prediction("consent_refused", null, null, null, null, null, null, null);
    }

    public static Prediction insufficient(String missing) {
      return new Prediction("insufficient_evidence", missing, null, null, null, null, null, null);
    }
  }
}
