package io.storeloop.profile.learning;

import io.storeloop.algorithms.calibration.Calibration;
import io.storeloop.algorithms.calibration.IsotonicCurve;
import io.storeloop.algorithms.calibration.PlattScaling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses how log odds become probabilities, by the loss on cases whose part was not learned from.
 *
 * <p>Three ways, all of which keep their word on the calibrating cases: Platt's two numbers or an
 * isotonic curve learned from these cases alone, or the slope of all cases with the offset of
 * these, which asks least of them.
 */
final class Calibrating {
  /** Cases with either answer below which all cases calibrate. */
  static final int FEWEST = 50;

  private interface Way {
    /**
     * Learns.
     *
     * @param all places of cases to learn a slope from
     * @param recent places of cases to keep the word on
     */
    Calibration fit(double[] margins, boolean[] labels, int[] all, int[] recent);
  }

  private static final List<Way> WAYS =
      List.of(
          (margins, labels, all, recent) ->
              PlattScaling.fit(
                      ClassifierSearch.picked(margins, all), ClassifierSearch.picked(labels, all))
                  .shifted(
                      ClassifierSearch.picked(margins, recent),
                      ClassifierSearch.picked(labels, recent)),
          (margins, labels, all, recent) ->
              PlattScaling.fit(
                  ClassifierSearch.picked(margins, recent),
                  ClassifierSearch.picked(labels, recent)),
          (margins, labels, all, recent) ->
              IsotonicCurve.fit(
                  ClassifierSearch.picked(margins, recent),
                  ClassifierSearch.picked(labels, recent)));

  private Calibrating() {}

  /** Where the calibrating rows lie in {@code order}; everywhere if too few have either answer. */
  static int[] places(int[] order, boolean[] labels, int[] calibrating) {
    int[] sorted = calibrating.clone();
    Arrays.sort(sorted);
    int[] places =
        IntStream.range(0, order.length)
            .filter(place -> Arrays.binarySearch(sorted, order[place]) >= 0)
            .toArray();
    long yes = Arrays.stream(places).filter(place -> labels[place]).count();
    return Math.min(yes, places.length - yes) < FEWEST
        ? IntStream.range(0, order.length).toArray()
        : places;
  }

  /**
   * The best of the ways, learned from all cases.
   *
   * @param partOf part of each case; the ways are judged on parts they have not seen
   * @param recent places of the calibrating cases
   */
  static Calibration bestOf(double[] margins, boolean[] labels, int[] partOf, int[] recent) {
    int[] all = IntStream.range(0, labels.length).toArray();
    return WAYS.stream()
        .min(Comparator.comparingDouble(way -> crossLoss(way, margins, labels, partOf, recent)))
        .orElseThrow()
        .fit(margins, labels, all, recent);
  }

  private static double crossLoss(
      Way way, double[] margins, boolean[] labels, int[] partOf, int[] recent) {
    double[] probabilities = new double[labels.length];
    for (int part : Arrays.stream(partOf).distinct().toArray()) {
      Calibration calibration =
          way.fit(
              margins,
              labels,
              ClassifierSearch.places(partOf, part, false),
              Arrays.stream(recent).filter(place -> partOf[place] != part).toArray());
      for (int place : ClassifierSearch.places(partOf, part, true)) {
        probabilities[place] = calibration.probability(margins[place]);
      }
    }
    return OutOfFold.logLoss(
        ClassifierSearch.picked(probabilities, recent), ClassifierSearch.picked(labels, recent));
  }
}
