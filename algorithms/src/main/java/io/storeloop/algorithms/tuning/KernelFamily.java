package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.Recency;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Forms of the co-occurrence kernel. Recency, the source exponent (without shrink) and shorter
 * lists are other ways to score with lists that are there already, so they are tried without a
 * build.
 */
final class KernelFamily implements Family {
  private static final int FADING = 0;
  private static final int LATEST = 1;
  private static final int SOURCE = 2;
  private static final int TARGET = 3;
  private static final int USER = 4;
  private static final int DECAY = 5;
  private static final int BACKWARD = 6;
  private static final int WINDOW = 7;
  private static final int LIMIT = 8;
  private static final int SHRINK = 9;

  private static final double[] FADINGS = {
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1
  };
  private static final double[] LATESTS = {1, 2, 3, 5, 10, 20, 50, 100, 300, History.MAX_ITEMS};
  private static final double[] EXPONENTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  private static final double[] DAMPINGS = {0, 0.2, 0.4, 0.6, 0.8, 1, 1.2};
  private static final double[] DECAYS = {0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1};
  private static final double[] BACKWARDS = {0, 0.1, 0.25, 0.5, 0.75, 1};
  private static final double[] WINDOWS = {
    1, 2, 3, 5, 10, 20, 50, 100, CooccurrenceOptions.UNLIMITED_WINDOW
  };
  private static final double[] LIMITS = {50, 100, 200, 500, 1000, 2000};
  private static final double[] SHRINKS = {0, 0.5, 1, 2, 5, 10, 20, 50};

  /** Lists kept to score otherwise: mostly the best point's and the last one tried. */
  private static final int KEPT_BUILDS = 2;

  private final String name;
  private final double[][] grid;
  private final int[][] starts;
  private final InteractionMatrix matrix;
  private final int threads;
  private final int[] popularities;
  private final Deque<Built> builds = new ArrayDeque<>();

  private record Built(double[] point, Neighbours neighbours) {}

  private KernelFamily(
      String name, double[][] grid, int[][] starts, InteractionMatrix matrix, int threads) {
    this.name = name;
    this.grid = grid;
    this.starts = starts;
    this.matrix = matrix;
    this.threads = threads;
    this.popularities = new int[matrix.itemCount()];
    for (int cell = 0; cell < matrix.cellCount(); cell++) {
      popularities[matrix.item(cell)]++;
    }
  }

  /** Order ignored in the lists; histories fade only if they are ordered. */
  static KernelFamily unordered(InteractionMatrix matrix, boolean ordered, SearchOptions options) {
    double[][] grid = {
      ordered ? FADINGS : Grid.only(1),
      ordered ? LATESTS : Grid.only(History.MAX_ITEMS),
      EXPONENTS,
      EXPONENTS,
      DAMPINGS,
      Grid.only(1),
      Grid.only(1),
      Grid.only(CooccurrenceOptions.UNLIMITED_WINDOW),
      limits(matrix.itemCount(), options.maxNeighbours()),
      SHRINKS
    };
    double fading = ordered ? 0.9 : 1;
    int[][] starts = {
      Grid.places(grid, fading, 1000, 0.6, 0.3, 0.6, 1, 1, 1, 200, 0),
      Grid.places(grid, fading, 1000, 0.4, 0.5, 0.6, 1, 1, 1, 1000, 0),
      Grid.places(grid, fading, 1000, 0.5, 0.5, 0, 1, 1, 1, 200, 0)
    };
    return new KernelFamily("kernel", grid, starts, matrix, options.threads());
  }

  /** Pairs weigh by their distance and their direction in time. */
  static KernelFamily sequential(InteractionMatrix matrix, SearchOptions options) {
    double[][] grid = orderedGrid(matrix, options);
    int[][] starts = {
      Grid.places(grid, 0.6, 20, 0.5, 0.3, 0, 0.8, 0.5, 10, 200, 0),
      Grid.places(grid, 0.9, 100, 0.5, 0.4, 0.4, 0.9, 0.5, 50, 200, 0)
    };
    return new KernelFamily("sequentialKernel", grid, starts, matrix, options.threads());
  }

  /** What follows at once: the same form, begun where only the last step counts. */
  static KernelFamily transitions(InteractionMatrix matrix, SearchOptions options) {
    double[][] grid = orderedGrid(matrix, options);
    int[][] starts = {Grid.places(grid, 0.3, 3, 0.5, 0.2, 0, 0.3, 0.1, 3, 200, 0)};
    return new KernelFamily("transitions", grid, starts, matrix, options.threads());
  }

  private static double[][] orderedGrid(InteractionMatrix matrix, SearchOptions options) {
    return new double[][] {
      FADINGS,
      LATESTS,
      EXPONENTS,
      EXPONENTS,
      DAMPINGS,
      DECAYS,
      BACKWARDS,
      WINDOWS,
      limits(matrix.itemCount(), options.maxNeighbours()),
      SHRINKS
    };
  }

  private static double[] limits(int itemCount, int maxNeighbours) {
    return Arrays.stream(LIMITS)
        .filter(limit -> limit == LIMITS[0] || limit * itemCount <= maxNeighbours)
        .toArray();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[][] grid() {
    return grid;
  }

  @Override
  public int[][] starts() {
    return starts;
  }

  @Override
  public ItemScorer fit(double[] point) throws InterruptedException {
    Recency recency = recency(point);
    for (Built built : builds) {
      if (serves(built.point(), point)) {
        return new KernelScorer(built.neighbours(), recency)
            .rescaled(
                sourceFactors(built.point()[SOURCE] - point[SOURCE]),
                new double[0],
                (int) point[LIMIT]);
      }
    }
    if (builds.size() == KEPT_BUILDS) {
      builds.removeFirst();
    }
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options(point), threads);
    builds.addLast(new Built(point, neighbours));
    return new KernelScorer(neighbours, recency);
  }

  @Override
  public HistoryRecipe.Kernel recipe(double[] point) {
    return new HistoryRecipe.Kernel(name, options(point), recency(point));
  }

  /** Whether lists built at one point say all about another. */
  private static boolean serves(double[] built, double[] point) {
    boolean same = built[LIMIT] >= point[LIMIT];
    for (int axis : new int[] {TARGET, USER, DECAY, BACKWARD, WINDOW, SHRINK}) {
      same &= built[axis] == point[axis];
    }
    return same && (built[SOURCE] == point[SOURCE] || point[SHRINK] == 0);
  }

  private double[] sourceFactors(double exponent) {
    if (exponent == 0) {
      return new double[0];
    }
    return Arrays.stream(popularities)
        .mapToDouble(users -> Math.pow(Math.max(1, users), exponent))
        .toArray();
  }

  private static Recency recency(double[] point) {
    return new Recency(point[FADING], (int) point[LATEST]);
  }

  private static CooccurrenceOptions options(double[] point) {
    return new CooccurrenceOptions(
        point[USER],
        point[SOURCE],
        point[TARGET],
        point[SHRINK],
        point[DECAY],
        point[BACKWARD],
        (int) point[WINDOW],
        (int) point[LIMIT],
        CooccurrenceOptions.DEFAULT_MAX_USER_ITEMS);
  }
}
