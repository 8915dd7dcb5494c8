package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.BetaGeometricNbd;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.Rhythm;
import io.storeloop.algorithms.lifetime.RhythmModel;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When a customer buys next: the rhythm of the shop's customers.
 *
 * @param shape below 1 for bursts, above 1 for regular buying
 * @param parameters r, alpha, a and b, in days to the power of the shape
 */
record NextPurchaseModel(double shape, List<Double> parameters) implements ForecastModel {
  private static final String UNIT = "days";

  NextPurchaseModel {
    parameters = List.copyOf(parameters);
  }

  static NextPurchaseModel of(RhythmModel model) {
    return new NextPurchaseModel(model.shape(), List.copyOf(model.process().parameters().values()));
  }

  /** The value is the median; who may have left for good may have none, or no upper end. */
  @Override
  public Forecast forecast(List<Act> past, Instant now, int horizonDays) {
    // money does not count here, so no currency fits
    PurchaseLog one = PurchaseDays.log(List.of(past), "");
    int today = PurchaseDays.day(now);
    Rhythm rhythm = one.rhythms(today, 1).getFirst();
    RhythmModel model = model();
    List<Forecast.Reason> reasons = PurchaseDays.reasons(one, today);
    if (one.purchases() > 1) {
      long gap = Math.round((one.lastDay() - one.firstDay()) / (one.purchases() - 1.0));
      reasons.add(
          new Forecast.Reason(
              "meanGapDays",
              Long.toString(gap),
              "%d days between orders on average".formatted(gap)));
    }
    return new Forecast(
        orNull(model.timeUntil(rhythm, 0.5)),
        UNIT,
        model.purchaseProbability(rhythm, horizonDays),
        orNull(model.timeUntil(rhythm, (1 - Forecast.LEVEL) / 2)),
        orNull(model.timeUntil(rhythm, (1 + Forecast.LEVEL) / 2)),
        reasons);
  }

  @Override
  public Score score(List<Act> past, Instant now, int horizonDays) {
    int today = PurchaseDays.day(now);
    Rhythm rhythm = PurchaseDays.log(List.of(past), "").rhythms(today, 1).getFirst();
    RhythmModel model = model();
    return new Score(
        orNull(model.timeUntil(rhythm, 0.5)), model.purchaseProbability(rhythm, horizonDays));
  }

  /** Of a purchase within the horizon, for every customer known on a day. */
  double[] probabilities(PurchaseLog known, int day, int horizonDays) {
    RhythmModel model = model();
    return known.rhythms(day, 1).stream()
        .mapToDouble(rhythm -> model.purchaseProbability(rhythm, horizonDays))
        .toArray();
  }

  private RhythmModel model() {
    return new RhythmModel(
        shape,
        new BetaGeometricNbd(
            PurchaseFamily.MBG_NBD,
            parameters.get(0),
            parameters.get(1),
            parameters.get(2),
            parameters.get(3)));
  }

  private static @Nullable Double orNull(OptionalDouble days) {
    return days.isPresent() ? days.getAsDouble() : null;
  }
}
