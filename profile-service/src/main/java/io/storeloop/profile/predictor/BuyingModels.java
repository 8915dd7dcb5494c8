package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.Rhythm;
import io.storeloop.algorithms.lifetime.RhythmFit;
import io.storeloop.algorithms.lifetime.RhythmModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Models of buying, learned from the days of order of all customers up to a moment: BG/NBD and the
 * rhythm. They are numbers of the shop; what they say of a shopper is a feature like any other.
 *
 * @param horizonDays for which they are asked, above 0
 * @param process r, alpha, a and b of BG/NBD in days; empty where evidence is missing
 * @param rhythm shape, r, alpha, a and b ({@link RhythmModel}) in days; empty where it is missing
 * @param drawn other numbers of the process that the customers allow, where they are few
 */
record BuyingModels(
    double horizonDays, List<Double> process, List<Double> rhythm, List<List<Double>> drawn) {
  /** Nothing is known of how customers buy. */
  static final BuyingModels NONE = new BuyingModels(1, List.of(), List.of(), List.of());

  /** Learned from at most so many customers: four numbers need no more. */
  private static final int MOST_CUSTOMERS = 10_000;

  private static final LifetimeOptions OPTIONS = new LifetimeOptions(10, 3, 500, MOST_CUSTOMERS);

  BuyingModels {
    process = List.copyOf(process);
    rhythm = List.copyOf(rhythm);
    drawn = List.copyOf(drawn);
  }

  /** Learned from what was bought before a moment. */
  static BuyingModels learned(List<ShopperHistory> shoppers, Instant until, Duration horizon) {
    List<PurchaseHistory> histories = new ArrayList<>();
    List<Rhythm> rhythms = new ArrayList<>();
    for (ShopperHistory shopper : shoppers) {
      Past past = new Past(shopper.before(until), until);
      past.history().ifPresent(histories::add);
      past.rhythm().ifPresent(rhythms::add);
    }
    return new BuyingModels(
        days(horizon),
        ProcessFit.of(PurchaseFamily.BG_NBD, histories, OPTIONS)
                instanceof Fit.Fitted<PurchaseProcess> fitted
            ? List.copyOf(fitted.model().parameters().values())
            : List.of(),
        RhythmFit.of(rhythms, OPTIONS) instanceof Fit.Fitted<RhythmModel> fitted
            ? numbers(fitted.model())
            : List.of(),
        List.of());
  }

  static double days(Duration horizon) {
    return horizon.toMillis() / (double) Duration.ofDays(1).toMillis();
  }

  private static List<Double> numbers(RhythmModel model) {
    List<Double> numbers = new ArrayList<>();
    numbers.add(model.shape());
    numbers.addAll(model.process().parameters().values());
    return numbers;
  }

  /** With each of the other numbers that the customers allow. */
  List<BuyingOutlook> otherOutlooks() {
    return drawn.stream()
        .map(numbers -> new BuyingModels(horizonDays, numbers, List.of(), List.of()).outlook())
        .toList();
  }

  /** Ready to be asked. */
  BuyingOutlook outlook() {
    return new BuyingOutlook(this);
  }
}
