package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.inference.ArmBalance;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The columns that may have been known before: those spread alike over the arms. By one that is
 * not, a part of the effect itself would be adjusted away.
 *
 * @param covariates names of those that stay
 * @param leftOut the others, with the reason
 * @param groups by arm and outcome, without them
 */
record KnownBefore(
    List<String> covariates, Map<String, String> leftOut, Map<String, List<JointMoments>> groups) {

  /**
   * Judges each column.
   *
   * @param groups by arm and outcome: column 0 the outcome, then the covariates
   * @param missing by arm: how often each covariate said nothing
   */
  static KnownBefore of(
      List<CovariateColumn> columns,
      Map<String, List<JointMoments>> groups,
      Map<String, long[]> missing) {
    List<JointMoments> arms = groups.values().stream().map(List::getFirst).toList();
    List<long[]> missingOf = List.copyOf(missing.values());
    List<String> covariates = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<Integer> kept = new ArrayList<>(List.of(0));
    int at = 1;
    for (int i = 0; i < columns.size(); i++) {
      CovariateColumn column = columns.get(i);
      double p =
          Math.min(spread(column, arms, at), ArmBalance.ofCategories(known(arms, missingOf, i)));
      if (p < ArmBalance.UNBALANCED_BELOW) {
        leftOut.put(column.name(), reason(p));
      } else {
        covariates.add(column.name());
        IntStream.range(at, at + column.width()).forEach(kept::add);
      }
      at += column.width();
    }
    int[] places = kept.stream().mapToInt(Integer::intValue).toArray();
    Map<String, List<JointMoments>> rest = new TreeMap<>();
    groups.forEach((arm, group) ->
        rest.put(arm, group.stream().map(outcome -> outcome.select(places)).toList()));
    return new KnownBefore(covariates, leftOut, rest);
  }

  private static String reason(double p) {
    return String.format(Locale.ROOT, "differs between the arms, p = %.2g: not known before", p);
  }

  private static double spread(CovariateColumn column, List<JointMoments> arms, int at) {
    if (column.isNumeric()) {
      List<SampleMoments> values = arms.stream().map(arm -> arm.column(at)).toList();
      return ArmBalance.ofQuantity(values);
    }
    double[][] counts = new double[arms.size()][column.width() + 1];
    for (int arm = 0; arm < counts.length; arm++) {
      JointMoments group = arms.get(arm);
      counts[arm][0] = group.count();
      for (int category = 0; category < column.width(); category++) {
        double count = group.count() * group.mean(at + category);
        counts[arm][category + 1] = count;
        counts[arm][0] -= count;
      }
    }
    return ArmBalance.ofCategories(counts);
  }

  private static double[][] known(List<JointMoments> arms, List<long[]> missing, int column) {
    double[][] counts = new double[arms.size()][];
    for (int arm = 0; arm < counts.length; arm++) {
      double none = missing.get(arm)[column];
      counts[arm] = new double[] {none, arms.get(arm).count() - none};
    }
    return counts;
  }
}
