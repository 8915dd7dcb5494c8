package io.storeloop.profile.learning;

import io.storeloop.algorithms.calibration.PlattScaling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What models trained on the other parts say of each part.
 *
 * @param settings with which; of boosting with the number of trees that did best
 * @param margins by place in the parts laid end to end
 * @param loss mean negative log likelihood after scaling
 */
@SuppressWarnings("ArrayRecordComponent") // a column of numbers, compared by nobody
record OutOfFold(Settings settings, double[] margins, double loss) {
  static OutOfFold of(Examples examples, int[][] parts, Settings settings, long seed) {
    List<double[][]> stages =
        IntStream.range(0, parts.length)
            .mapToObj(part -> stages(examples, parts, part, settings, seed))
            .toList();
    boolean[] labels = examples.labels(laidOut(parts));
    return IntStream.range(0, stages.getFirst().length)
        .mapToObj(stage -> judged(stages, stage, settings, labels))
        .min(Comparator.comparingDouble(OutOfFold::loss))
        .orElseThrow();
  }

  /** The rows of all parts, end to end. */
  static int[] laidOut(int[][] parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  private static double[][] stages(
      Examples examples, int[][] parts, int part, Settings settings, long seed) {
    Member member = Member.train(examples, Folds.others(parts, part), settings, seed + part);
    return settings.family() == Family.BOOSTING
        ? member.stages(examples.table(), parts[part], SearchOptions.TREE_STEP)
        : new double[][] {member.margins(examples.table(), parts[part])};
  }

  private static OutOfFold judged(
      List<double[][]> stages, int stage, Settings settings, boolean[] labels) {
    double[] margins =
        stages.stream().flatMapToDouble(part -> Arrays.stream(part[stage])).toArray();
    Settings staged =
        settings instanceof Settings.Boosting boosting
            ? new Settings.Boosting(
                boosting.style(),
                boosting.boosting().withTrees((stage + 1) * SearchOptions.TREE_STEP))
            : settings;
    PlattScaling scaling = PlattScaling.fit(margins, labels);
    double[] probabilities = Arrays.stream(margins).map(scaling::probability).toArray();
    return new OutOfFold(staged, margins, logLoss(probabilities, labels));
  }

  static double logLoss(double[] probabilities, boolean[] labels) {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      loss -= Math.log(Math.max(1e-12, labels[i] ? probabilities[i] : 1 - probabilities[i]));
    }
    return loss / labels.length;
  }
}
