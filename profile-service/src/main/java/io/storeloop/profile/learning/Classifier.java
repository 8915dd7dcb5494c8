package io.storeloop.profile.learning;

import io.storeloop.algorithms.calibration.Calibration;
import io.storeloop.algorithms.calibration.IsotonicCurve;
import io.storeloop.algorithms.calibration.PlattScaling;
import io.storeloop.algorithms.ranking.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trained answer to a yes/no question: members, their weights, the calibration, and from which
 * probability on yes is said.
 *
 * @param features names of the table's columns, in order
 * @param isotonic the calibration where it is a curve; otherwise {@code platt} is
 * @param threshold the least probability called yes
 */
public record Classifier(
    List<String> features,
    List<Member> members,
    Stack stack,
    @Nullable IsotonicCurve isotonic,
    @Nullable PlattScaling platt,
    double threshold) {
  public Classifier {
    features = List.copyOf(features);
    members = List.copyOf(members);
    if ((isotonic == null) == (platt == null)) {
      throw new IllegalArgumentException("a classifier has either a curve or a scaling");
    }
  }

  /**
   * What one feature of one row adds to the log odds.
   *
   * @param value as a person would write it
   * @param contribution in log odds; above 0 speaks for yes
   */
  public record Reason(String feature, String value, double contribution) {
    @Override
    public String toString() {
      return "%s %s (%+.2f)".formatted(feature, value, contribution);
    }
  }

  /**
   * Why a row has its probability.
   *
   * @param base log odds of a row of which nothing is known
   * @param margin log odds of this row before calibration: base plus all contributions
   * @param reasons of all features, the weightiest first
   */
  public record Explanation(double probability, double base, double margin, List<Reason> reasons) {
    public Explanation {
      reasons = List.copyOf(reasons);
    }

    /** The same, with the values of another table of the same features. */
    public Explanation telling(FeatureTable table, int row) {
      List<String> names = table.names();
      return new Explanation(
          probability,
          base,
          margin,
          reasons.stream()
              .map(reason ->
                  new Reason(
                      reason.feature(),
                      table.columns().get(names.indexOf(reason.feature())).text(row),
                      reason.contribution()))
              .toList());
    }
  }

  /**
   * One that says what a feature says, itself a probability of yes, or of no.
   *
   * @param usual the probability of a row of which nothing is known, in (0, 1)
   * @param opposite whether the feature is the probability of no
   */
  public static Classifier taking(
      List<String> features, String feature, double usual, boolean opposite) {
    double sign = opposite ? -1 : 1;
    double odds = Math.log(usual / (1 - usual));
    Encoding.Column column =
        Encoding.Column.of(features.indexOf(feature), Encoding.Kind.LOG_ODDS, usual);
    Member member =
        new Member(
            Family.LOGISTIC,
            new Encoding(List.of(column)),
            new LogisticRegression.Parameters(
                new double[] {odds}, new double[] {1}, new double[] {sign, sign * odds}),
            null);
    return new Classifier(
        features,
        List.of(member),
        new Stack(new double[] {1}, 0),
        null,
        PlattScaling.identity(),
        0.5);
  }

  /**
   * The same with every probability higher by so much in log odds, and the threshold with them, so
   * that the same rows are called yes.
   */
  public Classifier moved(double by) {
    return new Classifier(
        features,
        members,
        stack,
        isotonic == null ? null : isotonic.moved(by),
        platt == null ? null : platt.moved(by),
        threshold > 0 && threshold < 1 ? Calibration.moved(threshold, by) : threshold);
  }

  /** Log odds before calibration, of these rows. */
  public double[] margins(FeatureTable table, int[] rows) {
    return stack.margins(
        members.stream().map(member -> member.margins(table, rows)).toArray(double[][]::new));
  }

  /** Calibrated probabilities of these rows. */
  public double[] probabilities(FeatureTable table, int[] rows) {
    return Arrays.stream(margins(table, rows)).map(this::calibrated).toArray();
  }

  double calibrated(double margin) {
    if (platt != null) {
      return platt.probability(margin);
    }
    if (isotonic != null) {
      return isotonic.probability(margin);
    }
    throw new IllegalStateException("no calibration");
  }

  /** The reasons of one row: exact shares of the log odds. */
  public Explanation explain(FeatureTable table, int row) {
    double base = stack.offset();
    double[] sums = new double[features.size()];
    for (int i = 0; i < members.size(); i++) {
      double weight = stack.weights()[i];
      if (weight != 0) {
        base += weight * members.get(i).base();
        double[] contributions = members.get(i).contributions(table, row);
        for (int feature = 0; feature < sums.length; feature++) {
          sums[feature] += weight * contributions[feature];
        }
      }
    }
    double margin = margins(table, new int[] {row})[0];
    List<Reason> reasons = new ArrayList<>();
    IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingDouble(feature -> -Math.abs(sums[feature])))
        .forEach(feature ->
            reasons.add(
                new Reason(
                    features.get(feature), table.columns().get(feature).text(row), sums[feature])));
    return new Explanation(calibrated(margin), base, margin, reasons);
  }
}
