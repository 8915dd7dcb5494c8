package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.PurchaseHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a shopper had done by a moment, counted. Days are of 24 hours back from the moment. */
final class Past {
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private final List<Act> acts;
  private final Instant cut;

  /** Days before the cut on which something was bought, the oldest first. */
  private final double[] purchaseDays;

  Past(List<Act> acts, Instant cut) {
    this.acts = acts;
    this.cut = cut;
    this.purchaseDays =
        acts.stream()
            .filter(act -> act.kind() == ActKind.PURCHASE)
            .mapToLong(act -> act.at().getEpochSecond() / Duration.ofDays(1).toSeconds())
            .distinct()
            .sorted()
            .mapToDouble(day -> cut.toEpochMilli() / MILLIS_PER_DAY - day)
            .toArray();
  }

  private double age(Act act) {
    return (cut.toEpochMilli() - act.at().toEpochMilli()) / MILLIS_PER_DAY;
  }

  double count(ActKind kind, double days) {
    return count(act -> act.kind() == kind, days);
  }

  private double count(Predicate<Act> which, double days) {
    return acts.stream().filter(act -> age(act) <= days && which.test(act)).count();
  }

  /** Days since the last such act; {@code NaN} without one. */
  double since(ActKind kind) {
    for (int i = acts.size() - 1; i >= 0; i--) {
      if (acts.get(i).kind() == kind) {
        return age(acts.get(i));
      }
    }
    return Double.NaN;
  }

  double sinceSeen() {
    return acts.isEmpty() ? Double.NaN : age(acts.getLast());
  }

  double tenure() {
    return acts.isEmpty() ? Double.NaN : age(acts.getFirst());
  }

  double activeDays(double days) {
    return acts.stream()
        .filter(act -> age(act) <= days)
        .mapToLong(act -> act.at().getEpochSecond() / Duration.ofDays(1).toSeconds())
        .distinct()
        .count();
  }

  double purchaseDays(double days) {
    return Arrays.stream(purchaseDays).filter(ago -> ago <= days).count();
  }

  double sinceFirstPurchase() {
    return purchaseDays.length == 0 ? Double.NaN : purchaseDays[0];
  }

  /** What models of buying until one leaves need to know, in days; empty without a purchase. */
  Optional<PurchaseHistory> history() {
    if (purchaseDays.length == 0) {
      return Optional.empty();
    }
    double first = purchaseDays[0];
    double latest = purchaseDays[purchaseDays.length - 1];
    return Optional.of(new PurchaseHistory(purchaseDays.length - 1, first - latest, first));
  }

  /** Mean days between purchases; {@code NaN} with fewer than two. */
  double meanGap() {
    int gaps = purchaseDays.length - 1;
    return gaps < 1 ? Double.NaN : (purchaseDays[0] - purchaseDays[gaps]) / gaps;
  }

  /** Longest days between purchases; {@code NaN} with fewer than two. */
  double longestGap() {
    double longest = Double.NaN;
    for (int i = 1; i < purchaseDays.length; i++) {
      double gap = purchaseDays[i - 1] - purchaseDays[i];
      longest = Double.isNaN(longest) ? gap : Math.max(longest, gap);
    }
    return longest;
  }

  /** How long the silence is, in usual gaps. */
  double silence() {
    return since(ActKind.PURCHASE) / Math.max(1, meanGap());
  }

  double spent(double days) {
    return acts.stream()
        .filter(act -> act.kind() == ActKind.PURCHASE && age(act) <= days)
        .mapToDouble(Act::amount)
        .filter(amount -> !Double.isNaN(amount))
        .sum();
  }

  double spentPerPurchaseDay() {
    return purchaseDays.length == 0 ? Double.NaN : spent(Double.MAX_VALUE) / purchaseDays.length;
  }

  double linesPerPurchaseDay() {
    return purchaseDays.length == 0
        ? Double.NaN
        : count(ActKind.PURCHASE, Double.MAX_VALUE) / purchaseDays.length;
  }

  double differentItems(ActKind kind) {
    return acts.stream()
        .filter(act -> act.kind() == kind && act.item() != Act.NO_ITEM)
        .mapToInt(Act::item)
        .distinct()
        .count();
  }

  /** Purchase days, each halving in weight as it lies further back. */
  double decayedPurchaseDays(double halfLifeDays) {
    return Arrays.stream(purchaseDays).map(ago -> Math.pow(0.5, ago / halfLifeDays)).sum();
  }
}
