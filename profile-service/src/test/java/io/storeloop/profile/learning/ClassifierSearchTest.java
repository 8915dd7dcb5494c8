package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierSearchTest {
  private final ClassifierSearch search =
      new ClassifierSearch(ExamplesFixture.small(42), System::nanoTime);

  @Test
  void whatRowsSayIsFoundAndTheSharesAddUp() throws InterruptedException {
    Examples examples = ExamplesFixture.visits(900, 1);
    int[] training = IntStream.range(0, 600).toArray();
    int[] test = IntStream.range(600, 900).toArray();

    ClassifierSearch.Found found = OneThread.run(() -> search.find(examples, training));

    Classifier classifier = found.classifier();
    double[] probabilities = classifier.probabilities(examples.table(), test);
    assertThat(BinaryOutcomes.auc(probabilities, examples.labels(test))).isGreaterThan(0.78);
    double mean = Arrays.stream(probabilities).average().orElseThrow();
    assertThat(mean).isCloseTo(examples.yes(test) / 300.0, within(0.08));
    for (int row : test) {
      Classifier.Explanation explanation = classifier.explain(examples.table(), row);
      double sum =
          explanation.base()
              + explanation.reasons().stream().mapToDouble(Classifier.Reason::contribution).sum();
      assertThat(sum).isCloseTo(explanation.margin(), within(1e-6));
      assertThat(explanation.probability()).isEqualTo(probabilities[row - 600], within(1e-12));
    }
    assertThat(classifier.explain(examples.table(), 600).reasons())
        .extracting(Classifier.Reason::feature)
        .containsExactlyInAnyOrder("pages", "age", "noise", "channel");
  }

  @Test
  void manyRareNamesThatSayNothingCostLittle() throws InterruptedException {
    Examples examples = ExamplesFixture.visits(1_500, 6);
    Examples named = ExamplesFixture.withSurnames(examples, 500, 7);
    int[] training = IntStream.range(0, 1_000).toArray();
    int[] test = IntStream.range(1_000, 1_500).toArray();

    double without = aucOfTrees(examples, training, test);
    double with = aucOfTrees(named, training, test);

    assertThat(with).isGreaterThan(without - 0.02);
  }

  @Test
  void manyRareNamesThatSayNothingAreNotTheStrongestFeature() throws InterruptedException {
    Examples named = ExamplesFixture.withSurnames(ExamplesFixture.visits(1_000, 6), 500, 7);

    assertThat(OneThread.run(() -> SingleFeature.ranked(named, named.all())))
        .extracting(SingleFeature::name)
        .startsWith("pages");
  }

  private static double aucOfTrees(Examples examples, int[] training, int[] test)
      throws InterruptedException {
    Settings trees = ExamplesFixture.small(1).boosting().getFirst();
    Member member = OneThread.run(() -> Member.train(examples, training, trees, 1));
    return BinaryOutcomes.auc(member.margins(examples.table(), test), examples.labels(test));
  }

  @Test
  void theSameSeedFindsTheSame() throws InterruptedException {
    Examples examples = ExamplesFixture.visits(400, 2);

    double[] once =
        OneThread.run(() -> search.find(examples, examples.all()))
            .classifier()
            .probabilities(examples.table(), examples.all());
    double[] again =
        OneThread.run(() -> search.find(examples, examples.all()))
            .classifier()
            .probabilities(examples.table(), examples.all());

    assertThat(again).isEqualTo(once);
  }

  @Test
  void permutedAnswersCannotBeForetold() throws InterruptedException {
    Examples permuted = ExamplesFixture.permuted(ExamplesFixture.visits(1_500, 3), 4);

    List<NestedValidation.Part> parts = new NestedValidation(search, 1).folds(permuted, 3, 42);

    double[] probabilities =
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.probabilities())).toArray();
    boolean[] labels = permuted.labels(NestedValidation.rows(parts));
    // 1,500 rows: the AUC of chance has a standard error of about 0.015
    assertThat(BinaryOutcomes.auc(probabilities, labels)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void aSpentBudgetStillTriesTheFirstOfEachFamily() throws InterruptedException {
    SearchOptions small = ExamplesFixture.small(1);
    Settings.Logistic first = small.logistic().getFirst();
    var two =
        new SearchOptions(
            2, List.of(first, first), small.forest(), small.boosting(), 1, Duration.ZERO);
    Examples examples = ExamplesFixture.visits(300, 5);

    ClassifierSearch.Found found =
        OneThread.run(
            () -> new ClassifierSearch(two, System::nanoTime).find(examples, examples.all()));

    assertThat(found.tried()).isEqualTo(3);
    assertThat(found.left()).isEqualTo(1);
  }

  @Test
  void aFeatureThatKnowsTheAnswerIsSuspected() throws InterruptedException {
    Examples visits = ExamplesFixture.visits(600, 6);
    double[] invoice = new double[600];
    Arrays.setAll(invoice, row -> visits.labels()[row] && row % 10 != 0 ? 20 + row % 7 : row % 3);
    var columns = new ArrayList<FeatureColumn>(visits.table().columns());
    columns.add(new FeatureColumn.Numeric("invoice", invoice));
    Examples leaking = new Examples(new FeatureTable(columns), visits.labels(), visits.groups());

    List<LeakageWatch.Finding> findings = OneThread.run(() -> LeakageWatch.look(leaking, 1));
    List<LeakageWatch.Finding> clean =
        OneThread.run(() -> LeakageWatch.look(leaking.without(Set.of("invoice", "pages")), 1));

    assertThat(findings.getFirst().feature()).isEqualTo("invoice");
    assertThat(findings.getFirst().suspicious()).isTrue();
    assertThat(findings.getFirst().fall()).isGreaterThan(0.05);
    assertThat(clean).extracting(LeakageWatch.Finding::feature).doesNotContain("invoice");
  }
}
