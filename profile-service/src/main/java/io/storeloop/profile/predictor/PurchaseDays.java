package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseLogBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Purchases as models of buying see them: days in UTC since 1970, money of one currency. */
final class PurchaseDays {
  private PurchaseDays() {}

  static int day(Instant at) {
    return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds()));
  }

  /** Of everybody who has bought, a row each; lines of another currency count as 0. */
  static PurchaseLog log(List<List<Act>> shoppers, String currency) {
    var log = new PurchaseLogBuilder();
    int customer = 0;
    for (List<Act> acts : shoppers) {
      List<Act> bought = purchases(acts);
      for (Act act : bought) {
        log.add(customer, day(act.at()), act.isIn(currency) ? act.amount() : 0);
      }
      customer += bought.isEmpty() ? 0 : 1;
    }
    return log.build();
  }

  /** The currency of most lines with an amount; of equals the first by name. */
  static Optional<String> currency(List<List<Act>> shoppers) {
    Map<String, Integer> lines = new TreeMap<>();
    shoppers.stream()
        .flatMap(acts -> purchases(acts).stream())
        .forEach(act -> {
          String currency = act.currency();
          if (currency != null && !Double.isNaN(act.amount())) {
            lines.merge(currency, 1, Integer::sum);
          }
        });
    // max takes the last of equals: names descending
    return lines.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /** {@code 3 orders in 200 days, the last 12 days ago}: days with an order. */
  static List<Forecast.Reason> reasons(PurchaseLog one, int today) {
    int orders = one.purchases();
    int since = today - one.firstDay();
    int silence = today - one.lastDay();
    List<Forecast.Reason> reasons = new ArrayList<>();
    reasons.add(
        new Forecast.Reason(
            "orderDays",
            Integer.toString(orders),
            orders == 1
                ? "1 order, %d days ago".formatted(silence)
                : "%d orders in %d days, the last %d days ago".formatted(orders, since, silence)));
    return reasons;
  }

  static Forecast.Reason meanOrder(double amount, String currency) {
    String text = String.format(Locale.ROOT, "%.2f", amount);
    return new Forecast.Reason("meanOrder", text, "mean order %s %s".formatted(text, currency));
  }

  private static List<Act> purchases(List<Act> acts) {
    return acts.stream().filter(act -> act.kind() == ActKind.PURCHASE).toList();
  }
}
