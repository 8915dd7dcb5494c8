package io.storeloop.algorithms.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CovariateAdjustmentTest {

  @Test
  void oneCovariateByHand() {
    var treated = new JointMoments(2);
    var control = new JointMoments(2);
    for (int five = 0; five < 5; five++) {
      treated.add(3, 1);
      treated.add(7, 3);
      control.add(1, 2);
      control.add(3, 4);
    }

    var cuped = CovariateAdjustment.cuped(treated, control);

    // inside the groups: Sxy = 20 + 10, Sxx = 10 + 10, slope 1.5
    // means 5 − 2 = 3 plainly; covariate means 2 − 3 = −1: 3 + 1.5 = 4.5
    assertThat(cuped.plain().difference()).isEqualTo(3);
    assertThat(cuped.adjusted().difference()).isCloseTo(4.5, within(1e-8));
    // residual squares 40 − 2·1.5·20 + 2.25·10 = 2.5 and 10 − 2·1.5·10 + 22.5 = 2.5
    // of 20 users less two means and a slope: 5/17 (1/10 + 1/10 + (−1)²/20)
    assertThat(cuped.adjusted().standardError())
        .isCloseTo(Math.sqrt(5 / 17.0 * 0.25), within(1e-8));
  }

  @Test
  void aCorrelationOfSevenTenthsHalvesTheVarianceWithoutBias() {
    var random = new Random(5);
    int runs = 300;
    var reductions = SampleMoments.EMPTY;
    var effects = SampleMoments.EMPTY;
    var plain = SampleMoments.EMPTY;
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      var groups = experiment(random, 400, 0.7, 0.2);
      var cuped = CovariateAdjustment.cuped(groups[0], groups[1]);
      reductions = reductions.plus(cuped.varianceReduction());
      effects = effects.plus(cuped.adjusted().difference());
      plain = plain.plus(cuped.plain().difference());
      covered += cuped.adjusted().interval(0.95).contains(0.2) ? 1 : 0;
    }

    assertThat(reductions.mean()).isBetween(0.46, 0.52);
    assertThat(1 - effects.variance() / plain.variance()).isBetween(0.40, 0.58);
    double error = Math.sqrt(effects.variance() / runs);
    assertThat(effects.mean()).isCloseTo(0.2, within(2.5 * error));
    assertThat(covered / (double) runs).isBetween(0.915, 0.98);
  }

  @Test
  void oneControlVariateByHand() {
    var scores = new JointMoments(2);
    for (int five = 0; five < 5; five++) {
      scores.add(0, -1);
      scores.add(2, -1);
      scores.add(4, 2);
      scores.add(6, 2);
    }

    var controlled = CovariateAdjustment.controlled(scores);

    // means 3 and 1/2, Sxy = 60, Sxx = 45, slope 4/3: 3 − 4/3 · 1/2 = 7/3
    assertThat(controlled.plain().difference()).isCloseTo(3, within(1e-12));
    assertThat(controlled.plain().standardError())
        .isCloseTo(Math.sqrt(100 / 19.0 / 20), within(1e-12));
    assertThat(controlled.adjusted().difference()).isCloseTo(7 / 3.0, within(1e-8));
    // every residual is 1: 20/18 (1/20 + (1/2)²/45)
    assertThat(controlled.adjusted().standardError())
        .isCloseTo(Math.sqrt(20 / 18.0 * (0.05 + 0.25 / 45)), within(1e-8));
  }

  @Test
  void aControlVariateThatNeverVariesChangesNothing() {
    var scores = new JointMoments(2);
    for (int user = 0; user < 40; user++) {
      scores.add(user % 7, 0);
    }

    var controlled = CovariateAdjustment.controlled(scores);

    assertThat(controlled.adjusted().difference()).isEqualTo(controlled.plain().difference());
    assertThat(controlled.adjusted().standardError())
        .isCloseTo(controlled.plain().standardError(), within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CovariateAdjustment.controlled(new JointMoments(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CovariateAdjustment.controlled(scores.select(0)));
  }

  @Test
  void slopesOfEachGroupAgreeWithARegressionWithInteractions() {
    var random = new Random(6);
    var treated = new JointMoments(2);
    var control = new JointMoments(2);
    double[][] normal = new double[4][5];
    double[][] rows = new double[600][];
    for (int user = 0; user < 600; user++) {
      double x = random.nextGaussian();
      double t = user % 3 == 0 ? 1 : 0;
      double y = t + x + 2 * t * x + random.nextGaussian();
      rows[user] = new double[] {y, x, t};
      (t == 1 ? treated : control).add(y, x);
    }
    double mean = 0;
    for (double[] row : rows) {
      mean += row[1] / 600;
    }
    for (double[] row : rows) {
      double away = row[1] - mean;
      double[] terms = {1, row[2], away, row[2] * away, row[0]};
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 5; b++) {
          normal[a][b] += terms[a] * terms[b];
        }
      }
    }

    var adjusted = CovariateAdjustment.interacted(treated, control).adjusted();

    assertThat(adjusted.difference()).isCloseTo(eliminate(normal)[1], within(1e-7));
  }

  @Test
  void aCovariateThatRepeatsAnotherChangesNothing() {
    var random = new Random(7);
    var groups = experiment(random, 200, 0.5, 0);
    var doubled = new JointMoments[] {new JointMoments(4), new JointMoments(4)};
    random.setSeed(7);
    for (int user = 0; user < 400; user++) {
      double x = random.nextGaussian();
      double y = 0.5 * x + Math.sqrt(0.75) * random.nextGaussian();
      doubled[user % 2].add(y, x, 3 * x, 1);
    }

    var once = CovariateAdjustment.cuped(groups[0], groups[1]).adjusted();
    var twice = CovariateAdjustment.cuped(doubled[0], doubled[1]).adjusted();

    assertThat(twice.difference()).isCloseTo(once.difference(), within(1e-6));
    assertThat(twice.standardError()).isCloseTo(once.standardError(), within(1e-6));
  }

  @Test
  void manyCovariatesAndFewUsersRaiseNoFalseAlarms() {
    var random = new Random(8);
    int runs = 1_000;
    int covariates = 10;
    int cuped = 0;
    int byGroup = 0;
    for (int run = 0; run < runs; run++) {
      var groups =
          new JointMoments[] {new JointMoments(1 + covariates), new JointMoments(1 + covariates)};
      for (int user = 0; user < 200; user++) {
        groups[user % 2].add(random.doubles(1 + covariates).toArray());
      }
      cuped += falseAlarm(CovariateAdjustment.cuped(groups[0], groups[1])) ? 1 : 0;
      byGroup += falseAlarm(CovariateAdjustment.interacted(groups[0], groups[1])) ? 1 : 0;
    }

    // 5 % and twice its standard error of 0.7
    assertThat(cuped / (double) runs).isBetween(0.03, 0.065);
    assertThat(byGroup / (double) runs).isBetween(0.03, 0.065);
  }

  private static boolean falseAlarm(CovariateAdjustment adjustment) {
    return !adjustment.adjusted().interval(0.95).contains(0);
  }

  @Test
  void fewerThanTenUsersAnArmPerCovariateAreRefused() {
    var groups = new JointMoments[] {new JointMoments(4), new JointMoments(4)};
    var random = new Random(9);
    for (int user = 0; user < 58; user++) {
      groups[user % 2].add(random.doubles(4).toArray());
    }

    assertThat(CovariateAdjustment.hasEnough(groups[0], groups[1])).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CovariateAdjustment.interacted(groups[0], groups[1]))
        .withMessageContaining("3 covariates need 30 users in each group");
    groups[0].add(random.doubles(4).toArray());
    groups[1].add(random.doubles(4).toArray());
    assertThat(CovariateAdjustment.cuped(groups[0], groups[1]).adjusted().standardError())
        .isPositive();
  }

  @Test
  void groupsWithoutCovariatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CovariateAdjustment.cuped(new JointMoments(1), new JointMoments(1)))
        .withMessageContaining("columns");
  }

  private static JointMoments[] experiment(
      Random random, int usersPerGroup, double correlation, double effect) {
    var groups = new JointMoments[] {new JointMoments(2), new JointMoments(2)};
    double rest = Math.sqrt(1 - correlation * correlation);
    for (int user = 0; user < 2 * usersPerGroup; user++) {
      double before = random.nextGaussian();
      double after = correlation * before + rest * random.nextGaussian();
      groups[user % 2].add(after + (user % 2 == 0 ? effect : 0), before);
    }
    return groups;
  }

  /** Gauss and Jordan, without pivots. */
  private static double[] eliminate(double[][] a) {
    int size = a.length;
    for (int i = 0; i < size; i++) {
      for (int row = 0; row < size; row++) {
        double factor = row == i ? 0 : a[row][i] / a[i][i];
        for (int column = i; column <= size; column++) {
          a[row][column] -= factor * a[i][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = a[i][size] / a[i][i];
    }
    return solution;
  }
}
