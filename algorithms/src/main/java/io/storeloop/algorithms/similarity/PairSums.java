package io.storeloop.algorithms.similarity;

/**
 * Sums the pairs of one source item with every other item: a dense array by the places of {@link
 * KernelLayout} with the list of those touched, so that clearing costs what was added and not the
 * whole catalogue. Reused from item to item by one thread.
 *
 * <p>Sums are doubles, contributions arrive by ascending user: the result is the same on any number
 * of threads.
 */
final class PairSums {
  /** 64 bytes of places, or of weights. */
  private static final int CELLS_PER_LINE = 16;

  private final InteractionMatrix matrix;
  private final KernelLayout layout;
  private final CooccurrenceOptions options;
  private final double[] gapFactors;
  private final double[] sums;
  private final int[] touched;
  private int touchedCount;

  /** Of no meaning: what is read ahead must be put somewhere. */
  private int readAhead;

  PairSums(InteractionMatrix matrix, KernelLayout layout, CooccurrenceOptions options) {
    this.matrix = matrix;
    this.layout = layout;
    this.options = options;
    this.gapFactors = gapFactors(options);
    this.sums = new double[matrix.itemCount()];
    this.touched = new int[matrix.itemCount() + 1];
  }

  /** Finds the most similar items of the one at a place and leaves the sums cleared. */
  void collect(int source, TopNeighbours top) {
    int start = layout.starts[source];
    int end = layout.starts[source + 1];
    readAhead += firstReads(start, end);
    if (!options.ignoresOrder()) {
      addOrdered(start, end);
    } else if (layout.unitWeights) {
      addUnits(start, end);
    } else {
      addWeighted(start, end);
    }
    offer(source, top);
    top.sort(layout.items);
  }

  /**
   * Reads a cell of every cache line of the rows to come. They lie anywhere in memory: asked for
   * one right after the other, the processor waits for many of them together instead of for each.
   */
  private int firstReads(int start, int end) {
    int[] places = layout.cellPlaces;
    float[] weights = matrix.weights();
    boolean weighted = !layout.unitWeights;
    int sum = 0;
    for (int at = start; at < end; at++) {
      for (int cell = layout.rowFrom[at]; cell < layout.rowTo[at]; cell += CELLS_PER_LINE) {
        sum += places[cell] + (weighted ? Float.floatToRawIntBits(weights[cell]) : 0);
      }
    }
    return sum;
  }

  private void offer(int source, TopNeighbours top) {
    top.clear();
    top.ensureCapacity(touchedCount + 1);
    double sourceScale = layout.sourceScales[source];
    double shrink = options.shrink();
    double[] targetScales = layout.targetScales;
    sums[source] = 0; // an item is no neighbour of itself
    for (int i = 0; i < touchedCount; i++) {
      int target = touched[i];
      double sum = sums[target];
      sums[target] = 0;
      top.offer(target, (float) (sum / (sourceScale * targetScales[target] + shrink)));
    }
    touchedCount = 0;
  }

  private void addUnits(int start, int end) {
    int[] places = layout.cellPlaces;
    double[] sums = this.sums;
    int[] touched = this.touched;
    int count = 0;
    for (int at = start; at < end; at++) {
      int to = layout.rowTo[at];
      double factor = layout.userFactors[to - layout.rowFrom[at]];
      for (int cell = layout.rowFrom[at]; cell < to; cell++) {
        int target = places[cell];
        double before = sums[target];
        touched[count] = target;
        count += before == 0 ? 1 : 0;
        sums[target] = before + factor;
      }
    }
    touchedCount = count;
  }

  private void addWeighted(int start, int end) {
    int[] places = layout.cellPlaces;
    float[] weights = matrix.weights();
    double[] sums = this.sums;
    int[] touched = this.touched;
    int count = 0;
    for (int at = start; at < end; at++) {
      int to = layout.rowTo[at];
      double factor = layout.userFactors[to - layout.rowFrom[at]];
      double sourceWeight = weights[layout.cells[at]];
      for (int cell = layout.rowFrom[at]; cell < to; cell++) {
        int target = places[cell];
        double before = sums[target];
        touched[count] = target;
        count += before == 0 ? 1 : 0;
        sums[target] = before + factor * (sourceWeight * weights[cell]);
      }
    }
    touchedCount = count;
  }

  private void addOrdered(int start, int end) {
    for (int at = start; at < end; at++) {
      int from = layout.rowFrom[at];
      int to = layout.rowTo[at];
      addOrdered(layout.cells[at], from, to, layout.userFactors[to - from]);
    }
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
    int target = layout.cellPlaces[cell];
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
