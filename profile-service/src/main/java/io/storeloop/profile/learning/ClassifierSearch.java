package io.storeloop.profile.learning;

import io.storeloop.algorithms.calibration.Calibration;
import io.storeloop.algorithms.calibration.IsotonicCurve;
import io.storeloop.algorithms.calibration.PlattScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Finds a classifier for rows, all choices made inside these rows: settings of each family, the
 * blend, the calibration and the threshold are judged by what models say of rows they have not
 * seen.
 *
 * <p>Must run in a pool of one thread ({@link SmileTrees}); then the same rows and seed give the
 * same classifier, unless the budget cuts the list of settings short.
 */
public final class ClassifierSearch {
  private final SearchOptions options;
  private final LongSupplier nanoClock;

  /**
   * What was found.
   *
   * @param logistic the logistic regression alone, the plain model to beat
   * @param chosen settings of each family with a weight, in words, by its label
   * @param weights by label of the family
   * @param calibration the name of the one chosen
   * @param tried how many settings were judged
   * @param left how many were not, because the budget was spent
   */
  public record Found(
      Classifier classifier,
      Classifier logistic,
      Map<String, String> chosen,
      Map<String, Double> weights,
      String calibration,
      int tried,
      int left) {}

  /**
   * A search.
   *
   * @param nanoClock for the budget, such as {@link System#nanoTime}
   */
  public ClassifierSearch(SearchOptions options, LongSupplier nanoClock) {
    this.options = options;
    this.nanoClock = nanoClock;
  }

  /**
   * Finds it.
   *
   * @throws IllegalArgumentException if there are too few rows with yes or without ({@link Folds})
   */
  public Found find(Examples examples, int[] allRows) {
    return find(examples, allRows, allRows);
  }

  /**
   * Finds one whose probabilities keep their word on some of the rows: the latest ones, where the
   * share of yes moves with time.
   *
   * @param calibrating rows of {@code allRows}; where too few of them have either answer, all
   * @throws IllegalArgumentException if there are too few rows with yes or without ({@link Folds})
   */
  public Found find(Examples examples, int[] allRows, int[] calibrating) {
    int[] compared = Folds.draw(allRows, SearchOptions.MOST_COMPARED, options.seed());
    int[] rows = Folds.draw(allRows, SearchOptions.MOST_LEARNED, options.seed());
    int[][] parts = Folds.of(examples, compared, options.folds(), options.seed());
    long end = nanoClock.getAsLong() + options.budget().toNanos();
    List<OutOfFold> best = new ArrayList<>();
    int[] tried = new int[2];
    for (List<? extends Settings> family :
        List.of(options.logistic(), options.boosting(), options.forest())) {
      // the first of each family is tried whatever the time
      bestOf(family, examples, parts, end, tried).ifPresent(best::add);
    }
    int[] order = OutOfFold.laidOut(parts);
    boolean[] labels = examples.labels(order);
    double[][] margins = best.stream().map(OutOfFold::margins).toArray(double[][]::new);
    int[] partOf = partOf(parts);
    int[] recent = Calibrating.places(order, labels, calibrating);
    int[] allowed = bestBlend(margins, labels, partOf);
    List<Member> members = members(examples, rows, best, allowed);
    double[][] used = Arrays.stream(allowed).mapToObj(i -> margins[i]).toArray(double[][]::new);
    Classifier classifier = finished(examples, members, used, labels, partOf, recent);
    Member plain = Member.train(examples, rows, best.getFirst().settings(), options.seed());
    Classifier logistic =
        finished(examples, List.of(plain), new double[][] {margins[0]}, labels, partOf, recent);
    return found(classifier, logistic, best, allowed, tried);
  }

  private static Found found(
      Classifier classifier,
      Classifier logistic,
      List<OutOfFold> best,
      int[] allowed,
      int[] tried) {
    Map<String, String> chosen = new LinkedHashMap<>();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < allowed.length; i++) {
      Settings settings = best.get(allowed[i]).settings();
      chosen.put(settings.family().label(), settings.text());
      weights.put(settings.family().label(), classifier.stack().weights()[i]);
    }
    String calibration = classifier.platt() == null ? "isotonic" : "platt";
    return new Found(classifier, logistic, chosen, weights, calibration, tried[0], tried[1]);
  }

  private Optional<OutOfFold> bestOf(
      List<? extends Settings> family, Examples examples, int[][] parts, long end, int[] tried) {
    List<OutOfFold> judged = new ArrayList<>();
    for (Settings settings : family) {
      boolean inTime = nanoClock.getAsLong() - end < 0;
      if (inTime || judged.isEmpty()) {
        judged.add(OutOfFold.of(examples, parts, settings, options.seed()));
        tried[0]++;
      } else {
        tried[1]++;
      }
    }
    return judged.stream().min(Comparator.comparingDouble(OutOfFold::loss));
  }

  private List<Member> members(Examples examples, int[] rows, List<OutOfFold> best, int[] allowed) {
    return Arrays.stream(allowed)
        .mapToObj(i -> Member.trainSteady(examples, rows, best.get(i).settings(), options.seed()))
        .toList();
  }

  private static int[] partOf(int[][] parts) {
    return IntStream.range(0, parts.length)
        .flatMap(part -> IntStream.generate(() -> part).limit(parts[part].length))
        .toArray();
  }

  /** One family alone, or all of them: whichever has the least loss on parts not used to weigh. */
  private int[] bestBlend(double[][] margins, boolean[] labels, int[] partOf) {
    List<int[]> blends = new ArrayList<>();
    for (int i = 0; i < margins.length; i++) {
      blends.add(new int[] {i});
    }
    if (margins.length > 1) {
      blends.add(IntStream.range(0, margins.length).toArray());
    }
    int[] best =
        blends.stream()
            .min(
                Comparator.comparingDouble(blend ->
                    OutOfFold.logLoss(logistic(stacked(margins, blend, labels, partOf)), labels)))
            .orElseThrow();
    double[] weights = Stack.fit(margins, labels, best).weights();
    int[] used = Arrays.stream(best).filter(i -> weights[i] > 0).toArray();
    return used.length == 0 ? new int[] {0} : used;
  }

  private static double[] logistic(double[] margins) {
    return Arrays.stream(margins).map(PlattScaling.identity()::probability).toArray();
  }

  /** What stacks weighed on the other parts say. */
  private double[] stacked(double[][] margins, int[] allowed, boolean[] labels, int[] partOf) {
    double[] sums = new double[labels.length];
    for (int part = 0; part < options.folds(); part++) {
      int[] others = places(partOf, part, false);
      double[][] of = new double[margins.length][];
      Arrays.setAll(of, model -> picked(margins[model], others));
      Stack stack = Stack.fit(of, picked(labels, others), allowed);
      for (int place : places(partOf, part, true)) {
        sums[place] = stack.margin(margins, place);
      }
    }
    return sums;
  }

  static int[] places(int[] partOf, int part, boolean inside) {
    return IntStream.range(0, partOf.length)
        .filter(place -> partOf[place] == part == inside)
        .toArray();
  }

  static double[] picked(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
  }

  static boolean[] picked(boolean[] values, int[] places) {
    boolean[] picked = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      picked[i] = values[places[i]];
    }
    return picked;
  }

  private Classifier finished(
      Examples examples,
      List<Member> members,
      double[][] margins,
      boolean[] labels,
      int[] partOf,
      int[] recent) {
    int[] all = IntStream.range(0, margins.length).toArray();
    Stack stack = Stack.fit(margins, labels, all);
    double[] stacked = stacked(margins, all, labels, partOf);
    Calibration calibration = Calibrating.bestOf(stacked, labels, partOf, recent);
    double[] probabilities =
        Arrays.stream(recent).mapToDouble(at -> calibration.probability(stacked[at])).toArray();
    return new Classifier(
        examples.table().names(),
        members,
        stack,
        calibration instanceof IsotonicCurve curve ? curve : null,
        calibration instanceof PlattScaling scaling ? scaling : null,
        Threshold.ofBestF1(probabilities, picked(labels, recent)));
  }
}
