package io.storeloop.algorithms.ranking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Which users will buy which of the items they have already met, within a period after the log.
 *
 * <p>The past is looked at on earlier mornings: what was known of a pair then, and whether it was
 * bought in the period that followed. A logistic model learns from these rows; how strongly it is
 * shrunk is chosen on the latest mornings whose period is over, by models that learnt only from
 * periods over by then. Pairs that never met are not candidates: on contest data they added
 * nothing.
 *
 * <p>The forecast calls as many pairs as make the expected F1 largest, 2 Σ p / (n + P), where P,
 * the number of pairs that will be bought, is taken from the period before (Lipton, Elkan and
 * Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1, ECML 2014). Deterministic.
 */
public final class PurchaseForecast {
  private final ActionLog log;
  private final int[] pairs;
  private final double[] probabilities;
  private final int calledCount;
  private final double[] weights;
  private final Chosen chosen;

  private PurchaseForecast(
      ActionLog log, RankedPairs ranked, int calledCount, double[] weights, Chosen chosen) {
    this.log = log;
    this.pairs = ranked.pairs();
    this.probabilities = ranked.probabilities();
    this.calledCount = calledCount;
    this.weights = weights;
    this.chosen = chosen;
  }

  /**
   * What the search found.
   *
   * @param l2 the strength of shrinking
   * @param validationF1 mean F1 over the mornings it was chosen on; 0 where there was none
   * @param mornings how many it was chosen on
   * @param tried how many models were judged
   * @param rows how many the last model learnt from
   */
  public record Chosen(double l2, double validationF1, int mornings, int tried, int rows) {}

  /** Learns from the whole log and foretells the period after it. */
  public static PurchaseForecast of(ActionLog log, PurchaseOptions options) {
    return of(log, options, () -> true);
  }

  /**
   * As above; what strengths are judged by ends with the morning at which no time is left, though
   * the first is always looked at.
   *
   * @param timeLeft asked between two mornings
   */
  public static PurchaseForecast of(
      ActionLog log, PurchaseOptions options, BooleanSupplier timeLeft) {
    var windows = new Windows(log, options);
    PurchaseSearch.Result best = new PurchaseSearch(log, options, windows, timeLeft).run();
    TrainingRows rows = windows.endingBy(log.endDay());
    LogisticRegression model = rows.fit(best.l2());
    RankedPairs ranked = RankedPairs.of(model, windows.rows(log.endDay()));
    int expected = windows.boughtBefore(log.endDay());
    return new PurchaseForecast(
        log,
        ranked,
        ranked.countOfBestF1(expected),
        model.weights(),
        new Chosen(best.l2(), best.f1(), best.mornings(), best.tried(), rows.labels().length));
  }

  /** All candidates, the likeliest first. */
  public int size() {
    return pairs.length;
  }

  public int user(int place) {
    return log.user(pairs[place]);
  }

  public int item(int place) {
    return log.item(pairs[place]);
  }

  /** Probability that the pair is bought in the period. */
  public double probability(int place) {
    return probabilities[place];
  }

  /** How many of the first are called: that they will be bought. */
  public int calledCount() {
    return calledCount;
  }

  public Chosen chosen() {
    return chosen;
  }

  /** The features that move the odds most, with what one deviation adds to the log odds. */
  public List<String> strongest(int count) {
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer feature) -> -Math.abs(weights[feature])))
        .limit(count)
        .map(feature ->
            String.format(
                Locale.ROOT, "%s %+.2f", PairFeatures.NAMES.get(feature), weights[feature]))
        .toList();
  }

  /** Pairs by falling probability, ties to the lower pair. */
  record RankedPairs(int[] pairs, double[] probabilities) {
    static RankedPairs of(LogisticRegression model, PairRows rows) {
      double[] all = model.probabilities(rows.features());
      int[] order =
          IntStream.range(0, all.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer row) -> -all[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      return new RankedPairs(
          Arrays.stream(order).map(row -> rows.pairs()[row]).toArray(),
          Arrays.stream(order).mapToDouble(row -> all[row]).toArray());
    }

    /** How many to call if so many pairs will be bought. */
    int countOfBestF1(int expected) {
      double sum = 0;
      double best = 0;
      int count = 0;
      for (int i = 0; i < pairs.length; i++) {
        sum += probabilities[i];
        double f1 = 2 * sum / (i + 1 + Math.max(1, expected));
        if (f1 > best) {
          best = f1;
          count = i + 1;
        }
      }
      return count;
    }
  }
}
