package io.storeloop.benchmarks;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cosine neighbours the way one writes them first: maps of boxed numbers, on one thread. */
final class HashMapCooccurrence {
  private HashMapCooccurrence() {}

  record Neighbour(int item, double similarity) {}

  static Map<Integer, List<Neighbour>> cosine(
      InteractionMatrix interactions, int limit, int maxUserItems) {
    Map<Integer, Map<Integer, Integer>> common = new HashMap<>();
    Map<Integer, Integer> popularity = new HashMap<>();
    for (int user = 0; user < interactions.userCount(); user++) {
      int to = interactions.rowEnd(user);
      int from = Math.max(interactions.rowStart(user), to - maxUserItems);
      for (int cell = from; cell < to; cell++) {
        popularity.merge(interactions.item(cell), 1, Integer::sum);
        Map<Integer, Integer> row =
            common.computeIfAbsent(interactions.item(cell), item -> new HashMap<>());
        for (int other = from; other < to; other++) {
          if (other != cell) {
            row.merge(interactions.item(other), 1, Integer::sum);
          }
        }
      }
    }
    Map<Integer, List<Neighbour>> result = new HashMap<>();
    common.forEach((item, row) -> result.put(item, top(item, row, popularity, limit)));
    return result;
  }

  private static List<Neighbour> top(
      int item, Map<Integer, Integer> row, Map<Integer, Integer> popularity, int limit) {
    List<Neighbour> neighbours = new ArrayList<>();
    row.forEach((other, users) ->
        neighbours.add(
            new Neighbour(
                other,
                users
                    / Math.sqrt(
                        (double) popularity.getOrDefault(item, 1)
                            * popularity.getOrDefault(other, 1)))));
    neighbours.sort(
        Comparator.comparingDouble(Neighbour::similarity)
            .reversed()
            .thenComparingInt(Neighbour::item));
    return neighbours.subList(0, Math.min(limit, neighbours.size()));
  }
}
