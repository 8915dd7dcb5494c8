package io.storeloop.algorithms.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DensityTreeTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  @Test
  void partsThatLastLongerThanTheirWholeAreTaken() {
    double[][] rows = line(0, 1, 2, 4, 5, 6, 20, 21, 22, 50);

    DensityTree.Groups groups = DensityTree.groups(rows, 2, 3);

    // 50 leaves at a distance of 28. At 14, {20, 21, 22} parts from the six; it ends at 1:
    // 3 · (1 - 1/14). The six part at 2: 6 · (1/2 - 1/14) = 2.57; their halves end at 1: 3 · 1/2
    // each, 3 together, which is more
    assertThat(groups.labels()).containsExactly(labels("1 1 1 2 2 2 0 0 0 -"));
    assertThat(groups.stabilities()).containsExactly(new double[] {39 / 14.0, 1.5, 1.5}, ROUNDING);
  }

  @Test
  void aWholeThatLastsLongerThanItsPartsIsTaken() {
    double[][] rows = line(0, 1, 2, 3.5, 4.5, 5.5, 20, 21, 22);

    DensityTree.Groups groups = DensityTree.groups(rows, 2, 3);

    // 6 · (1/1.5 - 1/14.5) = 3.59, the halves 3 · (1 - 1/1.5) = 1 each
    assertThat(groups.labels()).containsExactly(labels("0 0 0 0 0 0 1 1 1"));
    assertThat(groups.stabilities())
        .containsExactly(new double[] {6 * (2 / 3.0 - 2 / 29.0), 3 * (1 - 2 / 29.0)}, ROUNDING);
  }

  @Test
  void rowsThatFallOutOfAGroupOneByOneSplitNothing() {
    double[][] rows = line(0, 1, 2, 3, 5, 8, 30, 31, 32, 33);

    DensityTree.Groups groups = DensityTree.groups(rows, 2, 3);

    // the six begin at 22; 8 leaves at 3, 5 at 2, the others at 1
    assertThat(groups.labels()).containsExactly(labels("0 0 0 0 0 0 1 1 1 1"));
    assertThat(groups.stabilities())
        .containsExactly(
            new double[] {1 / 3.0 + 1 / 2.0 + 4 - 6 / 22.0, 4 * (1 - 1 / 22.0)}, ROUNDING);
  }

  @Test
  void rowsThatAreTheSameAreNotInfinitelyDense() {
    double[][] rows = line(0, 0, 0, 0, 3, 3, 3, 3, 6, 6, 6, 6, 40);

    DensityTree.Groups groups = DensityTree.groups(rows, 3, 4);

    // they end at half of the shortest other distance: 1.5; no order of equal edges matters
    assertThat(groups.labels()).containsExactly(labels("0 0 0 0 1 1 1 1 2 2 2 2 -"));
    assertThat(groups.stabilities())
        .containsExactly(new double[] {4 / 3.0, 4 / 3.0, 4 / 3.0}, ROUNDING);
    assertThat(DensityTree.groups(line(new double[20]), 5, 5).count()).isZero();
  }

  @Test
  void whoIsFewIsNoGroup() {
    assertThat(DensityTree.groups(line(0, 1, 9, 10), 2, 3).labels())
        .containsExactly(labels("- - - -"));
    assertThat(DensityTree.groups(new double[0][], 2, 3).count()).isZero();
    assertThatThrownBy(() -> DensityTree.groups(line(1, 2), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one neighbour and groups of two are the least, but were 1 and 1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theSameComesOutAsByTheDefinition(long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[48][2];
    for (double[] row : rows) {
      double middle = 6 * random.nextInt(3);
      // on a grid there are equal rows and equal distances
      boolean grid = seed % 2 == 0;
      row[0] = grid ? middle + random.nextInt(4) : middle + 2 * random.nextGaussian();
      row[1] = grid ? random.nextInt(3) : random.nextGaussian();
    }

    DensityTree.Groups found = DensityTree.groups(rows, 4, 4);

    assertThat(sets(found.labels())).isEqualTo(new Naive(rows, 4, 4).taken());
  }

  /** The definition, with the whole matrix and everything connected anew at each density. */
  private static final class Naive {
    private final double[][] reach;
    private final int fewest;
    private final double shortest;

    private record Group(double stability, Set<Set<Integer>> best) {}

    Naive(double[][] rows, int neighbours, int fewest) {
      this.fewest = fewest;
      int n = rows.length;
      double[][] distances = new double[n][n];
      double[] cores = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double[] a = rows[i];
          double[] b = rows[j];
          double x = a[0] - b[0];
          double y = a[1] - b[1];
          distances[i][j] = Math.sqrt(x * x + y * y);
        }
        cores[i] = Arrays.stream(distances[i]).sorted().toArray()[neighbours - 1];
      }
      this.reach = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          reach[i][j] = Math.max(distances[i][j], Math.max(cores[i], cores[j]));
        }
      }
      this.shortest =
          Arrays.stream(reach).flatMapToDouble(Arrays::stream).filter(d -> d > 0).min().orElse(1);
      for (double[] row : reach) {
        for (int j = 0; j < n; j++) {
          row[j] = row[j] == 0 ? shortest / 2 : row[j];
        }
      }
    }

    Set<Set<Integer>> taken() {
      Set<Integer> all = new TreeSet<>();
      for (int row = 0; row < reach.length; row++) {
        all.add(row);
      }
      return grown(all, 0, false).best();
    }

    private Group grown(Set<Integer> born, double birth, boolean mayBeTaken) {
      double stability = 0;
      Set<Integer> now = born;
      while (true) {
        double level = longestNeeded(now);
        List<Set<Integer>> large =
            connected(now, level).stream().filter(part -> part.size() >= fewest).toList();
        Set<Integer> rest = large.size() == 1 ? large.getFirst() : Set.of();
        stability += (now.size() - rest.size()) * (1 / level - birth);
        if (large.size() == 1) {
          now = rest;
          continue;
        }
        double parts = 0;
        Set<Set<Integer>> best = new HashSet<>();
        for (Set<Integer> part : large) {
          Group group = grown(part, 1 / level, true);
          parts += group.stability();
          best.addAll(group.best());
        }
        return mayBeTaken && stability >= parts
            ? new Group(stability, Set.of(born))
            : new Group(parts, best);
      }
    }

    /** The least distance below which alone the rows fall apart. */
    private double longestNeeded(Set<Integer> rows) {
      double[] levels =
          rows.stream()
              .flatMapToDouble(i -> rows.stream().mapToDouble(j -> reach[i][j]))
              .sorted()
              .distinct()
              .toArray();
      int low = 0;
      int high = levels.length - 1;
      while (low < high) {
        int middle = (low + high) / 2;
        boolean whole = connected(rows, Math.nextUp(levels[middle])).size() == 1;
        high = whole ? middle : high;
        low = whole ? low : middle + 1;
      }
      return levels[low];
    }

    /** Connected by edges shorter than that. */
    private List<Set<Integer>> connected(Set<Integer> rows, double below) {
      List<Set<Integer>> parts = new ArrayList<>();
      Set<Integer> left = new TreeSet<>(rows);
      while (!left.isEmpty()) {
        Set<Integer> part = new TreeSet<>();
        List<Integer> waiting = new ArrayList<>(List.of(left.iterator().next()));
        while (!waiting.isEmpty()) {
          int row = waiting.removeLast();
          if (part.add(row)) {
            left.stream().filter(o -> reach[row][o] < below).forEach(waiting::add);
          }
        }
        left.removeAll(part);
        parts.add(part);
      }
      return parts;
    }
  }

  private static Set<Set<Integer>> sets(int[] labels) {
    Set<Set<Integer>> sets = new HashSet<>();
    for (int label = 0; label <= Arrays.stream(labels).max().orElse(-1); label++) {
      Set<Integer> members = new TreeSet<>();
      for (int row = 0; row < labels.length; row++) {
        if (labels[row] == label) {
          members.add(row);
        }
      }
      sets.add(members);
    }
    return sets;
  }

  private static double[][] line(double... places) {
    return Arrays.stream(places).mapToObj(place -> new double[] {place}).toArray(double[][]::new);
  }

  private static int[] labels(String written) {
    return Arrays.stream(written.split(" "))
        .mapToInt(label -> label.equals("-") ? -1 : Integer.parseInt(label))
        .toArray();
  }
}
