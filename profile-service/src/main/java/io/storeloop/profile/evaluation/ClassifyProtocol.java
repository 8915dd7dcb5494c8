package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.LeakageWatch;
import io.storeloop.profile.learning.NestedValidation;
import io.storeloop.profile.learning.OneThread;
import io.storeloop.profile.learning.SearchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code --protocol classify}: a table with a named label, judged by nested cross-validation or on
 * a second file, with and without features that may know too much.
 */
final class ClassifyProtocol implements EvaluationProtocol {
  private static final int DEFAULT_FOLDS = 5;
  private static final int MOST_FOLDS = 20;

  @Override
  public String label() {
    return "classify";
  }

  @Override
  public Set<String> options() {
    return Set.of("--label", "--test", "--positive", "--exclude", "--folds", "--budget");
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException {
    Path data = Path.of(given.required("--data", "the file to learn from"));
    String label = given.required("--label", "the column that holds the answer");
    int folds = given.number("--folds", 2, MOST_FOLDS).orElse(DEFAULT_FOLDS);
    Optional<Path> test = given.path("--test");
    long begin = System.nanoTime();
    LabelledTable table =
        LabelledTable.read(
            data, test, label, given.text("--positive"), names(given.text("--exclude")));
    requireEnough(table.examples(), folds, label);
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("read", since(begin));
    long looked = System.nanoTime();
    Examples seen = table.examples();
    List<LeakageWatch.Finding> findings =
        OneThread.run(() -> LeakageWatch.look(seen, given.seed()));
    Set<String> suspects =
        findings.stream()
            .filter(LeakageWatch.Finding::suspicious)
            .map(LeakageWatch.Finding::feature)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    seconds.put("leakageWatch", since(looked));
    int rounds = suspects.isEmpty() ? 1 : 2;
    int parts = test.isPresent() ? 1 : folds;
    Duration each =
        given.budget().multipliedBy(Math.min(threads, parts)).dividedBy((long) rounds * parts);
    var validation =
        new NestedValidation(
            new ClassifierSearch(SearchOptions.seeded(given.seed(), each), System::nanoTime),
            threads);
    long with = System.nanoTime();
    ClassifyFigures all =
        figures(validation, table, table.examples(), test.isPresent(), folds, given.seed());
    seconds.put("validation", since(with));
    Optional<ClassifyFigures> without = Optional.empty();
    if (!suspects.isEmpty() && suspects.size() < seen.table().columns().size()) {
      long again = System.nanoTime();
      without =
          Optional.of(
              figures(
                  validation,
                  table,
                  seen.without(suspects),
                  test.isPresent(),
                  folds,
                  given.seed()));
      seconds.put("withoutSuspects", since(again));
    }
    seconds.put("total", since(begin));
    return new ClassifyReport(
            data,
            label,
            table,
            findings,
            suspects,
            all,
            without,
            seconds,
            test.isPresent() ? 1 : folds)
        .toReport();
  }

  private static ClassifyFigures figures(
      NestedValidation validation,
      LabelledTable table,
      Examples examples,
      boolean split,
      int folds,
      long seed)
      throws InterruptedException {
    List<NestedValidation.Part> parts =
        split
            ? List.of(validation.split(examples, table.training(), table.test()))
            : validation.folds(examples, folds, seed);
    return ClassifyFigures.of(examples, parts, seed);
  }

  private static void requireEnough(Examples examples, int folds, String label) {
    int yes = examples.yes(examples.all());
    int no = examples.rows() - yes;
    int needed = 10 * folds;
    if (Math.min(yes, no) < needed) {
      throw new EvaluationRefusal(
          "There is not enough evidence: '%s' has %d rows with yes and %d without, and %d parts need %d of each."
              .formatted(label, yes, no, folds, needed));
    }
  }

  private static Set<String> names(Optional<String> list) {
    return list.map(text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new)))
        .orElseGet(LinkedHashSet::new);
  }

  private static double since(long nanos) {
    return Math.round((System.nanoTime() - nanos) / 1e8) / 10.0;
  }
}
