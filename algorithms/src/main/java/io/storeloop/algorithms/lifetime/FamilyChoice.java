package io.storeloop.algorithms.lifetime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which family foretells a shop best, judged inside its past: on some mornings before the last day
 * each family is fitted to what was known, and asked for the purchases of every customer from there
 * to the last day. The least mean of -ln P(actual number) wins, the earlier family of equals; what
 * it missed in sum, and from each morning to the next, is its {@link RateLevel}.
 *
 * @param family the best
 * @param level of its misses
 * @param scores mean of -ln P(actual number) by family, less is better
 * @param mornings days on which was asked
 */
public record FamilyChoice(
    PurchaseFamily family,
    RateLevel level,
    Map<PurchaseFamily, Double> scores,
    List<Integer> mornings) {

  /** Where the mornings lie between the first day and the last. */
  private static final double[] SHARES = {0.5, 0.6, 0.7, 0.8};

  /** More customers are thinned out for the choice. */
  private static final int MAX_CUSTOMERS = 10_000;

  private static final double LEAST_PROBABILITY = 1e-12;

  public FamilyChoice {
    scores = Map.copyOf(scores);
    mornings = List.copyOf(mornings);
  }

  /**
   * Chooses.
   *
   * @param log all purchases; those after {@code lastDay} are not looked at
   * @return empty if there is too little evidence on two mornings
   */
  public static Optional<FamilyChoice> of(
      PurchaseLog log, int lastDay, double daysPerUnit, LifetimeOptions options) {
    Map<PurchaseFamily, Trial> trials = new EnumMap<>(PurchaseFamily.class);
    List<Integer> mornings = mornings(log.firstDay(), lastDay);
    var fewer =
        new LifetimeOptions(
            options.minCustomers(),
            options.minRepeaters(),
            options.priorFadesAt(),
            Math.min(MAX_CUSTOMERS, options.maxCustomers()));
    for (PurchaseFamily family : PurchaseFamily.values()) {
      Trial trial = new Trial();
      for (int i = 0; i < mornings.size(); i++) {
        int next = i + 1 < mornings.size() ? mornings.get(i + 1) : lastDay;
        PurchaseLog known = log.knownOn(mornings.get(i));
        trial.add(family, known, mornings.get(i), next, lastDay, daysPerUnit, fewer);
      }
      if (trial.actual.size() >= 2) {
        trials.put(family, trial);
      }
    }
    return trials.entrySet().stream()
        .min(Comparator.comparingDouble(entry -> entry.getValue().score()))
        .map(best ->
            new FamilyChoice(best.getKey(), best.getValue().level(), scores(trials), mornings));
  }

  private static Map<PurchaseFamily, Double> scores(Map<PurchaseFamily, Trial> trials) {
    Map<PurchaseFamily, Double> scores = new EnumMap<>(PurchaseFamily.class);
    trials.forEach((family, trial) -> scores.put(family, trial.score()));
    return scores;
  }

  private static List<Integer> mornings(int firstDay, int lastDay) {
    List<Integer> mornings = new ArrayList<>();
    for (double share : SHARES) {
      int day = firstDay + (int) Math.round(share * (lastDay - firstDay));
      if (day < lastDay && !mornings.contains(day)) {
        mornings.add(day);
      }
    }
    return mornings;
  }

  /** What came of one family. */
  private static final class Trial {
    private final List<Double> actual = new ArrayList<>();
    private final List<Double> expected = new ArrayList<>();
    private final List<Double> actualToNext = new ArrayList<>();
    private final List<Double> expectedToNext = new ArrayList<>();
    private double surprise;
    private long asked;

    void add(
        PurchaseFamily family,
        PurchaseLog known,
        int morning,
        int next,
        int lastDay,
        double daysPerUnit,
        LifetimeOptions options) {
      List<PurchaseHistory> histories = known.histories(morning, daysPerUnit);
      if (!(ProcessFit.of(family, histories, options) instanceof Fit.Fitted<PurchaseProcess> fit)) {
        return;
      }
      double horizon = (lastDay - morning) / daysPerUnit;
      int[] counts = known.counts(morning, lastDay);
      long step =
          Math.max(1, (histories.size() + options.maxCustomers() - 1L) / options.maxCustomers());
      double toNext = (next - morning) / daysPerUnit;
      int[] countsToNext = known.counts(morning, next);
      double sumActual = 0;
      double sumExpected = 0;
      double sumActualToNext = 0;
      double sumExpectedToNext = 0;
      for (long i = 0; i < counts.length; i += step) {
        PurchaseHistory history = histories.get((int) i);
        int count = counts[(int) i];
        double[] probabilities = fit.model().countProbabilities(history, horizon, count);
        surprise -= Math.log(Math.max(LEAST_PROBABILITY, probabilities[count]));
        asked++;
        sumActual += count;
        sumExpected += fit.model().expectedPurchases(history, horizon);
        sumActualToNext += countsToNext[(int) i];
        sumExpectedToNext += fit.model().expectedPurchases(history, toNext);
      }
      actual.add(sumActual);
      expected.add(sumExpected);
      actualToNext.add(sumActualToNext);
      expectedToNext.add(sumExpectedToNext);
    }

    double score() {
      return surprise / asked;
    }

    RateLevel level() {
      return level(actual, expected).confirmedBy(level(actualToNext, expectedToNext));
    }

    private static RateLevel level(List<Double> actual, List<Double> expected) {
      return RateLevel.of(
          actual.stream().mapToDouble(Double::doubleValue).toArray(),
          expected.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
