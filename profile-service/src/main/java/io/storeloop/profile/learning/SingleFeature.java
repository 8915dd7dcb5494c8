package io.storeloop.profile.learning;

import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One feature alone: how far it ranks yes above no by itself.
 *
 * @param auc on the rows it was looked at, 0.5 or more but for chance
 * @param member a logistic regression on this feature
 * @param source place of the feature in the table
 */
record SingleFeature(String name, double auc, Member member, int source) {
  private static final Settings.Logistic PLAIN =
      new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 1);

  /** All features, the strongest first; ties by their order. */
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
    Member member = Member.train(alone, rows, PLAIN, 0);
    double[] margins = member.margins(alone.table(), rows);
    return new SingleFeature(
        column.name(), BinaryOutcomes.auc(margins, examples.labels(rows)), member, source);
  }

  double[] margins(FeatureTable table, int[] rows) {
    return member.margins(new FeatureTable(List.of(table.columns().get(source))), rows);
  }
}
