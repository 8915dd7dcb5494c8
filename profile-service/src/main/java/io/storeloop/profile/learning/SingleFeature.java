package io.storeloop.profile.learning;

import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One feature alone: how far it ranks yes above no by itself.
 *
 * @param auc on the rows it was looked at, each part by what the others say
 * @param member a logistic regression on this feature
 * @param source place of the feature in the table
 */
record SingleFeature(String name, double auc, Member member, int source) {
  private static final int PARTS = 3;
  private static final long SEED = 0;
  private static final Settings.Logistic PLAIN =
      new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 1);

  /**
   * All features, the strongest first; ties by their order.
   *
   * @throws IllegalArgumentException if there are too few rows with yes or without ({@link Folds})
   */
  static List<SingleFeature> ranked(Examples examples, int[] rows) {
    return IntStream.range(0, examples.table().columns().size())
        .mapToObj(source -> of(examples, rows, source))
        .sorted(Comparator.comparingDouble(feature -> -feature.auc))
        .toList();
  }

  private static SingleFeature of(Examples examples, int[] rows, int source) {
    FeatureColumn column = examples.table().columns().get(source);
    Examples alone =
        new Examples(new FeatureTable(List.of(column)), examples.labels(), examples.groups());
    int[][] parts = Folds.of(alone, rows, PARTS, SEED);
    double[] margins = OutOfFold.of(alone, parts, PLAIN, SEED).margins();
    double auc = BinaryOutcomes.auc(margins, examples.labels(OutOfFold.laidOut(parts)));
    Member member = Member.train(alone, rows, PLAIN, SEED);
    return new SingleFeature(column.name(), auc, member, source);
  }

  double[] margins(FeatureTable table, int[] rows) {
    return member.margins(new FeatureTable(List.of(table.columns().get(source))), rows);
  }
}
