package io.storeloop.campaign.cap;

import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frequency cap as it is written, on the wire and in the row. */
@Schema(name = "FrequencyCap")
public record FrequencyCapFields(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Decisions for one shopper, 1 to 100.",
            example = "3")
        @Nullable Integer most,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Within any span of this length, ISO 8601, PT1M to P366D.",
            example = "P7D")
        @Nullable String period) {
  private static final int MOST_CAPS = 5;
  private static final FrequencyCap HARMLESS = new FrequencyCap(1, Duration.ofDays(1));

  /** How a cap is written. */
  public static FrequencyCapFields of(FrequencyCap cap) {
    return new FrequencyCapFields(cap.most(), cap.isoPeriod());
  }

  /** Reads caps; what is wrong is noted. */
  public static List<FrequencyCap> read(
      String pointer, @Nullable List<@Nullable FrequencyCapFields> given, Mistakes mistakes) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_CAPS) {
      mistakes.tooMany(pointer, MOST_CAPS, given.size());
      return List.of();
    }
    List<FrequencyCap> caps = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      FrequencyCapFields fields = given.get(i);
      String at = pointer + "/" + i;
      if (fields == null || fields.most == null || fields.period == null) {
        mistakes.add(at, "missing_value", "expected most and period");
      } else {
        caps.add(read(at, fields.most, fields.period, mistakes));
      }
    }
    return caps;
  }

  private static FrequencyCap read(String pointer, int most, String period, Mistakes mistakes) {
    int checked = mistakes.within(pointer + "/most", most, 1, FrequencyCap.HIGHEST, 1);
    try {
      return new FrequencyCap(checked, Duration.parse(period));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException refused) {
      mistakes.add(
          pointer + "/period",
          "invalid_value",
          "expected a span of PT1M to P366D, such as P7D or PT12H");
      return HARMLESS;
    }
  }
}
