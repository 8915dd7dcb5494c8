package io.storeloop.algorithms.calibration;

/**
 * The probability as a logistic function of the score: 1 / (1 + exp(−(slope · score + offset))).
 *
 * <p>Two parameters by Newton's method on smoothed targets, (yes + 1) / (yes + 2) and 1 / (no + 2),
 * which keep them finite where yes and no do not overlap. Sources: Platt, Probabilistic Outputs for
 * Support Vector Machines, 1999; Lin, Lin and Weng, A Note on Platt's Probabilistic Outputs,
 * Machine Learning 68 (2007) (the step halving). Departure: a negative slope becomes 0, because a
 * calibration must not turn the ranking round.
 *
 * @param slope 0 or more
 */
public record PlattScaling(double slope, double offset) implements Calibration {
  private static final int MAX_STEPS = 100;
  private static final int MAX_HALVINGS = 30;
  private static final double SMALL_GRADIENT = 1e-10;
  private static final double LEAST_CURVATURE = 1e-12;

  public PlattScaling {
    if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "slope must be 0 or more and both finite, but were %s and %s".formatted(slope, offset));
    }
  }

  /** The score is a log odds already. */
  public static PlattScaling identity() {
    return new PlattScaling(1, 0);
  }

  /**
   * Learns from scores and what came of them.
   *
   * @throws IllegalArgumentException if lengths differ or there is no case
   */
  public static PlattScaling fit(double[] scores, boolean[] labels) {
    if (scores.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "every label needs a score, but there were %d and %d"
              .formatted(labels.length, scores.length));
    }
    double[] targets = targets(labels);
    double share = mean(targets);
    double[] at = {0, Math.log(share / (1 - share))};
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] move = newtonMove(at, scores, targets);
      if (Math.abs(move[0]) + Math.abs(move[1]) < SMALL_GRADIENT
          || !descend(at, move, scores, targets)) {
        break;
      }
    }
    return at[0] >= 0
        ? new PlattScaling(at[0], at[1])
        : new PlattScaling(0, Math.log(share / (1 - share)));
  }

  /**
   * The same slope with the offset at which the mean probability of these cases is their share of
   * yes: a correction where only the share has moved. Source: King and Zeng, Logistic Regression in
   * Rare Events Data, Political Analysis 9 (2001), prior correction; here solved on the cases.
   *
   * @throws IllegalArgumentException if lengths differ or there is no case
   */
  public PlattScaling shifted(double[] scores, boolean[] labels) {
    if (scores.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "every label needs a score, but there were %d and %d"
              .formatted(labels.length, scores.length));
    }
    return meaning(scores, mean(targets(labels)));
  }

  /**
   * The same slope with the offset at which the mean probability of these cases is a given one.
   *
   * @param mean in (0, 1)
   */
  public PlattScaling meaning(double[] scores, double mean) {
    double move = 0;
    for (int step = 0; step < MAX_STEPS; step++) {
      double sum = 0;
      double curvature = LEAST_CURVATURE;
      for (double score : scores) {
        double p = 1 / (1 + Math.exp(-(slope * score + offset + move)));
        sum += p;
        curvature += p * (1 - p);
      }
      // Newton from far away overshoots where the curve is flat
      double next = Math.clamp((mean * scores.length - sum) / curvature, -1, 1);
      move += next;
      if (Math.abs(next) < SMALL_GRADIENT) {
        break;
      }
    }
    return new PlattScaling(slope, offset + move);
  }

  @Override
  public PlattScaling moved(double by) {
    return new PlattScaling(slope, offset + by);
  }

  @Override
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + offset)));
  }

  private static double[] targets(boolean[] labels) {
    int yes = 0;
    for (boolean label : labels) {
      yes += label ? 1 : 0;
    }
    double high = (yes + 1.0) / (yes + 2.0);
    double low = 1.0 / (labels.length - yes + 2.0);
    double[] targets = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      targets[i] = labels[i] ? high : low;
    }
    return targets;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] newtonMove(double[] at, double[] scores, double[] targets) {
    double g0 = 0;
    double g1 = 0;
    double h00 = LEAST_CURVATURE;
    double h01 = 0;
    double h11 = LEAST_CURVATURE;
    for (int i = 0; i < scores.length; i++) {
      double p = 1 / (1 + Math.exp(-(at[0] * scores[i] + at[1])));
      double error = targets[i] - p;
      double weight = p * (1 - p);
      g0 += error * scores[i];
      g1 += error;
      h00 += weight * scores[i] * scores[i];
      h01 += weight * scores[i];
      h11 += weight;
    }
    double determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 0)) {
      return new double[] {0, g1 / h11};
    }
    return new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant};
  }

  /** Takes the longest of the halved moves that lowers the loss; false if none does. */
  private static boolean descend(double[] at, double[] move, double[] scores, double[] targets) {
    double before = loss(at[0], at[1], scores, targets);
    double length = 1;
    for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
      double slope = at[0] + length * move[0];
      double offset = at[1] + length * move[1];
      if (loss(slope, offset, scores, targets) < before) {
        at[0] = slope;
        at[1] = offset;
        return true;
      }
    }
    return false;
  }

  private static double loss(double slope, double offset, double[] scores, double[] targets) {
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      double odds = slope * scores[i] + offset;
      loss += Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - targets[i] * odds;
    }
    return loss;
  }
}
