package io.storeloop.algorithms.uplift;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether a ranking by uplift can be relied on: its figures on users it was not learned from, with
 * what they would move by had other users come.
 *
 * <p>Standard errors are those of a bootstrap over users; ranking and response model see the same
 * draws, so that their difference is judged pair by pair. Source: Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, ch. 6.
 *
 * @param aucOverRandom AUUC over random per customer
 * @param aucOverResponse AUUC less that of ranking by a response model
 * @param responseAucOverRandom AUUC over random of the response model
 * @param qini per customer
 * @param top uplift in the top share
 * @param responseTop the same of the response model
 * @param all uplift among all
 */
public record UpliftJudgement(
    Effect aucOverRandom,
    Effect aucOverResponse,
    Effect responseAucOverRandom,
    Effect qini,
    Effect top,
    Effect responseTop,
    Effect all) {
  public static final double DEFAULT_TOP = 0.3;
  public static final int DEFAULT_RESAMPLES = 200;

  private static final int FIGURES = 7;

  /**
   * Judges a ranking beside a response model, on the same users.
   *
   * @param top share of the users that is the top, above 0 up to 1
   * @param resamples 10 or more
   * @throws IllegalArgumentException if the curves are of different users or resamples too few
   */
  public static UpliftJudgement of(
      UpliftCurve ranking, UpliftCurve response, double top, int resamples, long seed) {
    if (ranking.size() != response.size() || resamples < 10 || !(top > 0 && top <= 1)) {
      throw new IllegalArgumentException(
          "both curves need the same users, top above 0 up to 1, resamples 10 or more, but were %d and %d, %s and %d"
              .formatted(ranking.size(), response.size(), top, resamples));
    }
    double[] values = figures(ranking.figures(top), response.figures(top));
    double[][] drawn = new double[resamples][];
    var random = new SplittableRandom(seed);
    int[] times = new int[ranking.size()];
    for (int resample = 0; resample < resamples; resample++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < times.length; draw++) {
        times[random.nextInt(times.length)]++;
      }
      drawn[resample] = figures(ranking.figures(top, times), response.figures(top, times));
    }
    Effect[] effects =
        IntStream.range(0, FIGURES)
            .mapToObj(
                figure -> new Effect(values[figure], deviation(drawn, figure), ranking.size()))
            .toArray(Effect[]::new);
    return of(effects);
  }

  /** In the order of the components. */
  private static double[] figures(UpliftCurve.Figures ranking, UpliftCurve.Figures response) {
    return new double[] {
      ranking.aucOverRandom(),
      ranking.aucOverRandom() - response.aucOverRandom(),
      response.aucOverRandom(),
      ranking.qini(),
      ranking.top(),
      response.top(),
      ranking.all()
    };
  }

  private static UpliftJudgement of(Effect[] e) {
    return new UpliftJudgement(e[0], e[1], e[2], e[3], e[4], e[5], e[6]);
  }

  private Effect[] effects() {
    return new Effect[] {
      aucOverRandom, aucOverResponse, responseAucOverRandom, qini, top, responseTop, all
    };
  }

  private static double deviation(double[][] drawn, int figure) {
    double mean = 0;
    for (double[] draw : drawn) {
      mean += draw[figure] / drawn.length;
    }
    double squares = 0;
    for (double[] draw : drawn) {
      squares += (draw[figure] - mean) * (draw[figure] - mean);
    }
    return Math.sqrt(squares / (drawn.length - 1));
  }

  /**
   * The mean of several splits of the same users. Its standard error is the mean of theirs: splits
   * share users, so more of them make the answer steadier, not the evidence larger.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static UpliftJudgement mean(Iterable<UpliftJudgement> judgements) {
    double[] values = new double[FIGURES];
    double[] errors = new double[FIGURES];
    long users = 0;
    int count = 0;
    for (UpliftJudgement judgement : judgements) {
      Effect[] effects = judgement.effects();
      for (int figure = 0; figure < FIGURES; figure++) {
        values[figure] += effects[figure].difference();
        errors[figure] += effects[figure].standardError();
      }
      users = effects[0].observations();
      count++;
    }
    if (count == 0) {
      throw new IllegalArgumentException("there must be a judgement");
    }
    Effect[] means = new Effect[FIGURES];
    for (int figure = 0; figure < FIGURES; figure++) {
      means[figure] = new Effect(values[figure] / count, errors[figure] / count, users);
    }
    return of(means);
  }

  /**
   * Whether targeting by the ranking is supported: the lower bounds of its AUUC over random and
   * over a response model are both above 0.
   *
   * @param confidence of the intervals, two-sided
   */
  public boolean isReliable(double confidence) {
    return lower(aucOverRandom, confidence) > 0 && lower(aucOverResponse, confidence) > 0;
  }

  private static double lower(Effect effect, double confidence) {
    Interval interval = effect.interval(confidence);
    return interval.lower();
  }
}
