package io.storeloop.profile.learning;

import java.util.Comparator;
import java.util.stream.IntStream;

/** From which probability on yes is said. */
final class Threshold {
  private Threshold() {}

  /** The probability at which F1 is best; the lowest of equals. */
  static double ofBestF1(double[] probabilities, boolean[] labels) {
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    long yes = IntStream.range(0, labels.length).filter(i -> labels[i]).count();
    double best = 0;
    double threshold = 1;
    int right = 0;
    for (int called = 1; called <= order.length; called++) {
      int last = order[called - 1];
      right += labels[last] ? 1 : 0;
      boolean ofRun = called < order.length && probabilities[order[called]] == probabilities[last];
      double f1 = 2.0 * right / (called + yes);
      if (!ofRun && f1 >= best && right > 0) {
        best = f1;
        threshold = probabilities[last];
      }
    }
    return threshold;
  }
}
