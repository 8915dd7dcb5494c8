package io.storeloop.algorithms.similarity;

/**
 * Sums the pairs of one source item with every other item: a dense array with the list of the
 * places touched, so that clearing costs what was added and not the whole catalogue. Reused from
 * item to item by one thread.
 *
 * <p>Sums are doubles, contributions arrive by ascending user: the result is the same on any number
 * of threads.
 */
final class PairSums {
  private final InteractionMatrix matrix;
  private final ItemView view;
  private final CooccurrenceOptions options;
  private final double[] gapFactors;
  private final double[] sums;
  private final int[] touched;
  private int touchedCount;

  PairSums(InteractionMatrix matrix, ItemView view, CooccurrenceOptions options) {
    this.matrix = matrix;
    this.view = view;
    this.options = options;
    this.gapFactors = gapFactors(options);
    this.sums = new double[matrix.itemCount()];
    this.touched = new int[matrix.itemCount() + 1];
  }

  /** Finds the source's most similar items and leaves the sums cleared. */
  void collect(int source, TopNeighbours top) {
    for (int at = view.starts[source]; at < view.starts[source + 1]; at++) {
      addUser(view.cells[at], view.users[at]);
    }
    top.clear();
    double sourceScale = view.sourceScales[source];
    for (int i = 0; i < touchedCount; i++) {
      int target = touched[i];
      double sum = sums[target];
      sums[target] = 0;
      if (target != source) {
        top.offer(
            target, (float) (sum / (sourceScale * view.targetScales[target] + options.shrink())));
      }
    }
    touchedCount = 0;
    top.sort();
  }

  private void addUser(int cell, int user) {
    double factor = view.userFactors[user];
    if (!options.ignoresOrder()) {
      addOrdered(cell, view.rowFrom[user], view.rowTo[user], factor);
    } else if (view.unitWeights) {
      addUnits(view.rowFrom[user], view.rowTo[user], factor);
    } else {
      addWeighted(view.rowFrom[user], view.rowTo[user], factor, matrix.weight(cell));
    }
  }

  private void addUnits(int from, int to, double factor) {
    int[] items = matrix.items();
    int count = touchedCount;
    for (int cell = from; cell < to; cell++) {
      int target = items[cell];
      double before = sums[target];
      touched[count] = target;
      count += before == 0 ? 1 : 0;
      sums[target] = before + factor;
    }
    touchedCount = count;
  }

  private void addWeighted(int from, int to, double factor, double sourceWeight) {
    int[] items = matrix.items();
    float[] weights = matrix.weights();
    int count = touchedCount;
    for (int cell = from; cell < to; cell++) {
      int target = items[cell];
      double before = sums[target];
      touched[count] = target;
      count += before == 0 ? 1 : 0;
      sums[target] = before + factor * (sourceWeight * weights[cell]);
    }
    touchedCount = count;
  }

  private void addOrdered(int source, int from, int to, double factor) {
    double forward = factor * matrix.weight(source);
    for (int cell = source + 1; cell < to && inWindow(source, cell); cell++) {
      add(cell, forward * gapFactor(source, cell));
    }
    for (int cell = source - 1; cell >= from && inWindow(cell, source); cell--) {
      boolean sameMoment = matrix.ranks()[cell] == matrix.ranks()[source];
      add(cell, forward * gapFactor(cell, source) * (sameMoment ? 1 : options.backward()));
    }
  }

  private void add(int cell, double contribution) {
    if (contribution == 0) {
      return;
    }
    int target = matrix.items()[cell];
    double before = sums[target];
    if (before == 0) {
      touched[touchedCount++] = target;
    }
    sums[target] = before + contribution * matrix.weights()[cell];
  }

  private boolean inWindow(int earlier, int later) {
    return matrix.ranks()[later] - matrix.ranks()[earlier] <= options.window();
  }

  private double gapFactor(int earlier, int later) {
    return gapFactors[matrix.ranks()[later] - matrix.ranks()[earlier]];
  }

  /** Factor by distance in moments: neighbours in time and items of one moment count fully. */
  private static double[] gapFactors(CooccurrenceOptions options) {
    double[] factors = new double[Math.min(options.window(), options.maxUserItems()) + 1];
    for (int distance = 0; distance < factors.length; distance++) {
      factors[distance] = Math.pow(options.gapDecay(), Math.max(0, distance - 1));
    }
    return factors;
  }
}
