package io.storeloop.profile.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cuts rows into parts with about the same share of yes, a group never across two of them.
 *
 * <p>Groups are shuffled, then dealt out one after the other, those with a yes first.
 */
public final class Folds {
  private Folds() {}

  /**
   * Parts of these rows, each ascending.
   *
   * @param count 2 or more
   * @throws IllegalArgumentException if there are fewer groups with a yes, or without, than parts
   */
  public static int[][] of(Examples examples, int[] rows, int count, long seed) {
    List<List<Integer>> withYes = new ArrayList<>();
    List<List<Integer>> withoutYes = new ArrayList<>();
    for (List<Integer> group : groups(examples, rows)) {
      boolean yes = group.stream().anyMatch(row -> examples.labels()[row]);
      (yes ? withYes : withoutYes).add(group);
    }
    if (count < 2 || withYes.size() < count || withoutYes.size() < count) {
      throw new IllegalArgumentException(
          "%d parts need as many different rows with yes and without, but there are %d and %d"
              .formatted(count, withYes.size(), withoutYes.size()));
    }
    List<List<Integer>> parts = new ArrayList<>();
    IntStream.range(0, count).forEach(part -> parts.add(new ArrayList<>()));
    var random = new SplittableRandom(seed);
    int next = 0;
    for (List<List<Integer>> kind : List.of(withYes, withoutYes)) {
      Collections.shuffle(kind, Random.from(random));
      for (List<Integer> group : kind) {
        parts.get(next).addAll(group);
        next = (next + 1) % count;
      }
    }
    return parts.stream()
        .map(part -> part.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }

  /** The rows of all parts but one, ascending. */
  public static int[] others(int[][] parts, int without) {
    return IntStream.range(0, parts.length)
        .filter(part -> part != without)
        .flatMap(part -> IntStream.of(parts[part]))
        .sorted()
        .toArray();
  }

  /** Some of these rows, drawn without regard to what they hold; all if they are few enough. */
  static int[] draw(int[] rows, int most, long seed) {
    if (rows.length <= most) {
      return rows;
    }
    List<Integer> shuffled = new ArrayList<>(IntStream.of(rows).boxed().toList());
    Collections.shuffle(shuffled, Random.from(new SplittableRandom(seed)));
    return shuffled.subList(0, most).stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static List<List<Integer>> groups(Examples examples, int[] rows) {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int row : rows) {
      groups.computeIfAbsent(examples.groups()[row], group -> new ArrayList<>()).add(row);
    }
    return new ArrayList<>(groups.values());
  }
}
