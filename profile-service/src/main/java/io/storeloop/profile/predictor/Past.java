package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a shopper had done by a moment, counted. Days are of 24 hours back from the moment. */
final class Past {
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
  private static final double DAYS_PER_MONTH = 30;
  private static final double DAYS_PER_YEAR = 364;

  private final List<Act> acts;
  private final Instant cut;
  private final BuyingOutlook outlook;

  /** Days before the cut on which something was bought, the oldest first. */
  private final double[] purchaseDays;

  Past(List<Act> acts, Instant cut) {
    this(acts, cut, BuyingModels.NONE.outlook());
  }

  /** With what models of buying say. */
  Past(List<Act> acts, Instant cut, BuyingOutlook outlook) {
    this.acts = acts;
    this.cut = cut;
    this.outlook = outlook;
    this.purchaseDays =
        acts.stream()
            .filter(act -> act.kind() == ActKind.PURCHASE)
            .mapToLong(act -> act.at().getEpochSecond() / Duration.ofDays(1).toSeconds())
            .distinct()
            .sorted()
            .mapToDouble(day -> cut.toEpochMilli() / MILLIS_PER_DAY - day)
            .toArray();
  }

  BuyingOutlook outlook() {
    return outlook;
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

  /** Times between purchases, in days; empty without a purchase. */
  Optional<Rhythm> rhythm() {
    return purchaseDays.length == 0
        ? Optional.empty()
        : Optional.of(new Rhythm(gaps(), purchaseDays[purchaseDays.length - 1]));
  }

  /** Days between purchases, in order. */
  private double[] gaps() {
    double[] gaps = new double[Math.max(0, purchaseDays.length - 1)];
    Arrays.setAll(gaps, i -> purchaseDays[i] - purchaseDays[i + 1]);
    return gaps;
  }

  /** Days between the last two purchases; {@code NaN} with fewer. */
  double lastGap() {
    double[] gaps = gaps();
    return gaps.length == 0 ? Double.NaN : gaps[gaps.length - 1];
  }

  /** The middle of the days between purchases; {@code NaN} with fewer than two. */
  double medianGap() {
    double[] gaps = gaps();
    Arrays.sort(gaps);
    return gaps.length == 0
        ? Double.NaN
        : (gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2;
  }

  /** Deviation of the gaps over their mean: 0 is a clock, 1 chance; {@code NaN} under two gaps. */
  double gapVariation() {
    double[] gaps = gaps();
    if (gaps.length < 2) {
      return Double.NaN;
    }
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double squares = Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum();
    return Math.sqrt(squares / (gaps.length - 1)) / mean;
  }

  /** Share of the gaps that were longer than the silence, drawn to a half by one gap. */
  double longerGaps() {
    double[] gaps = gaps();
    double silence = since(ActKind.PURCHASE);
    return gaps.length == 0
        ? Double.NaN
        : (Arrays.stream(gaps).filter(gap -> gap > silence).count() + 0.5) / (gaps.length + 1);
  }

  /** Share of the months of 30 days since the first purchase in which something was bought. */
  double purchaseMonths() {
    if (purchaseDays.length == 0) {
      return Double.NaN;
    }
    double months = Math.floor(purchaseDays[0] / DAYS_PER_MONTH) + 1;
    return Arrays.stream(purchaseDays)
            .map(ago -> Math.floor(ago / DAYS_PER_MONTH))
            .distinct()
            .count()
        / months;
  }

  /** Purchase days in the weeks a year ago that lie like those asked about; NaN if unknown. */
  double sameWeeksAYearAgo() {
    double from = DAYS_PER_YEAR;
    double to = DAYS_PER_YEAR - outlook.horizonDays();
    return tenure() >= from
        ? Arrays.stream(purchaseDays).filter(ago -> ago <= from && ago > to).count()
        : Double.NaN;
  }

  /** Money of the last day of order; {@code NaN} without one. */
  double lastOrderValue() {
    if (purchaseDays.length == 0) {
      return Double.NaN;
    }
    return spent(purchaseDays[purchaseDays.length - 1]);
  }

  /** Share of purchase lines of an item that had been bought on an earlier day. */
  double repeatedItems() {
    Map<Integer, Long> firstDays = new HashMap<>();
    int lines = 0;
    int again = 0;
    for (Act act : acts) {
      if (act.kind() == ActKind.PURCHASE && act.item() != Act.NO_ITEM) {
        long day = act.at().getEpochSecond() / Duration.ofDays(1).toSeconds();
        Long first = firstDays.putIfAbsent(act.item(), day);
        lines++;
        again += first != null && first < day ? 1 : 0;
      }
    }
    return lines == 0 ? Double.NaN : (double) again / lines;
  }

  /** Views of items bought before the last days. */
  double viewsOfBought(double days) {
    Set<Integer> bought = new HashSet<>();
    acts.stream()
        .filter(act -> act.kind() == ActKind.PURCHASE && act.item() != Act.NO_ITEM)
        .forEach(act -> bought.add(act.item()));
    return count(act -> act.kind() == ActKind.VIEW && bought.contains(act.item()), days);
  }

  /** Most days on which one item was looked at. */
  double mostDaysOfOneItem(double days) {
    Map<Integer, Set<Long>> seen = new HashMap<>();
    acts.stream()
        .filter(act -> act.kind() == ActKind.VIEW && act.item() != Act.NO_ITEM && age(act) <= days)
        .forEach(act ->
            seen.computeIfAbsent(act.item(), item -> new HashSet<>())
                .add(act.at().getEpochSecond() / Duration.ofDays(1).toSeconds()));
    return seen.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  /** Share of the days there on which something was bought. */
  double purchaseShareOfDays() {
    return purchaseDays.length / Math.max(1, activeDays(Double.MAX_VALUE));
  }

  /** Days there, each halving in weight as it lies further back. */
  double decayedActiveDays(double halfLifeDays) {
    return acts.stream()
        .mapToLong(act -> act.at().getEpochSecond() / Duration.ofDays(1).toSeconds())
        .distinct()
        .mapToDouble(day -> cut.toEpochMilli() / MILLIS_PER_DAY - day)
        .map(ago -> Math.pow(0.5, ago / halfLifeDays))
        .sum();
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
