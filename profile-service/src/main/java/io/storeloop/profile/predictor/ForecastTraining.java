package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.FamilyChoice;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.GammaGamma;
import io.storeloop.algorithms.lifetime.GammaGammaFit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.RateLevel;
import io.storeloop.algorithms.lifetime.RhythmFit;
import io.storeloop.algorithms.lifetime.RhythmModel;
import io.storeloop.profile.predictor.PredictorTraining.Outcome;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns what customers will spend, or when they buy next, from days of order alone, after judging
 * the same way of learning on the latest horizon that is over: no database, no clock. The day that
 * runs is not looked at.
 */
final class ForecastTraining {
  private static final LifetimeOptions OPTIONS = LifetimeOptions.standard();

  private final Target target;
  private final int horizonDays;

  ForecastTraining(Target target, int horizonDays) {
    this.target = target;
    this.horizonDays = horizonDays;
  }

  /**
   * Learns.
   *
   * @throws InsufficientEvidence if the log is too short, too few customers bought or did not
   *     within the judged horizon, or amounts are missing where they are needed
   */
  Outcome<ForecastModel> train(
      List<ShopperHistory> shoppers, Instant now, Consumer<String> progress)
      throws InsufficientEvidence {
    // whose first orders are missing would look like a newcomer
    List<List<Act>> pasts =
        shoppers.stream()
            .filter(ShopperHistory::whole)
            .map(history -> history.allBefore(now))
            .toList();
    String currency = currency(pasts);
    PurchaseLog log = PurchaseDays.log(pasts, currency);
    int last = PurchaseDays.day(now) - 1;
    int cut = last - horizonDays;
    requireLong(log, cut, last);
    PurchaseLog known = log.knownOn(cut);
    requireEnough(known.counts(cut, last));
    progress.accept("judging on the latest horizon");
    ForecastVerdict verdict = judged(fit(known, cut, currency), known, cut);
    progress.accept("learning up to now");
    PurchaseLog all = log.knownOn(last);
    ForecastModel model = fit(all, last, currency);
    return new Outcome<>(model, card(verdict, model, all, last), true, verdict.beatsAll());
  }

  private String currency(List<List<Act>> pasts) throws InsufficientEvidence {
    return target == Target.LIFETIME_VALUE
        ? PurchaseDays.currency(pasts)
            .orElseThrow(
                () -> new InsufficientEvidence("no purchase has both a price and a currency"))
        : "";
  }

  private void requireLong(PurchaseLog log, int cut, int last) throws InsufficientEvidence {
    if (log.purchases() == 0) {
      throw new InsufficientEvidence("nobody has bought anything yet");
    }
    if (cut - log.firstDay() < horizonDays) {
      throw new InsufficientEvidence(
          "a horizon of %d days needs purchases over %d days, but these span %d"
              .formatted(horizonDays, 2 * horizonDays, last - log.firstDay()));
    }
  }

  private void requireEnough(int[] counts) throws InsufficientEvidence {
    long yes = Arrays.stream(counts).filter(count -> count > 0).count();
    long no = counts.length - yes;
    if (Math.min(yes, no) < PredictorTraining.FEWEST) {
      throw new InsufficientEvidence(
          "within %d days %d customers bought again and %d did not, but %d of each are needed"
              .formatted(horizonDays, yes, no, PredictorTraining.FEWEST));
    }
  }

  private ForecastModel fit(PurchaseLog known, int day, String currency)
      throws InsufficientEvidence {
    if (target == Target.NEXT_PURCHASE) {
      RhythmModel rhythm = fitted(RhythmFit.of(known.rhythms(day, 1), OPTIONS));
      return NextPurchaseModel.of(rhythm);
    }
    Optional<FamilyChoice> choice = FamilyChoice.of(known, day, 1, OPTIONS);
    PurchaseFamily family = choice.map(FamilyChoice::family).orElse(PurchaseFamily.MBG_NBD);
    RateLevel level = choice.map(FamilyChoice::level).orElse(RateLevel.NONE);
    PurchaseProcess process = fitted(ProcessFit.of(family, known.histories(day, 1), OPTIONS));
    GammaGamma amounts = fitted(GammaGammaFit.of(known.spenders(day), OPTIONS));
    return new LifetimeValueModel(
        family, List.copyOf(process.parameters().values()), amounts, currency, level.factor());
  }

  private static <M> M fitted(Fit<M> fit) throws InsufficientEvidence {
    return switch (fit) {
      case Fit.Fitted<M> found -> found.model();
      case Fit.InsufficientEvidence<M>(var missing) ->
          throw new InsufficientEvidence(String.join("; ", missing));
    };
  }

  private ForecastVerdict judged(ForecastModel model, PurchaseLog known, int cut) {
    return switch (model) {
      case LifetimeValueModel value -> ForecastVerdict.ofValue(value, known, cut, horizonDays);
      case NextPurchaseModel next -> ForecastVerdict.ofNext(next, known, cut, horizonDays);
    };
  }

  private Map<String, Object> card(
      ForecastVerdict verdict, ForecastModel model, PurchaseLog log, int last) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("target", target.wireName());
    card.put("horizonDays", horizonDays);
    card.put(
        "data",
        Map.of(
            "fromDay", LocalDate.ofEpochDay(log.firstDay()).toString(),
            "untilDay", LocalDate.ofEpochDay(last).toString(),
            "customers", log.customers(),
            "orderDays", log.purchases()));
    card.put("features", List.of("orderDays", "firstOrderDay", "lastOrderDay", "gaps", "amounts"));
    card.put("model", model);
    card.put("judged", verdict.json());
    card.put(
        "verdict",
        verdict.beatsAll()
            ? "better than every plain rule"
            : "not better beyond chance than " + String.join(", ", verdict.notBeaten()));
    card.put(
        "limits",
        List.of(
            "Customers buy at a constant rate until they leave: a season, a campaign or a new competitor is not foreseen.",
            "Several orders on a day (UTC) are one. Lines without a price or of another currency count as 0, and refunds are not taken off."));
    return card;
  }
}
