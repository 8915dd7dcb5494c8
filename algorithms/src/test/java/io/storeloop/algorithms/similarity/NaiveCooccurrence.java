package io.storeloop.algorithms.similarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same formula from maps of boxed numbers, written from the definition without looking at the
 * kernel: a history is a map from moment to the items of that moment.
 */
final class NaiveCooccurrence {
  private final CooccurrenceOptions options;
  private final Map<Integer, Map<Integer, Double>> sums = new HashMap<>();
  private final Map<Integer, Double> popularities = new HashMap<>();

  private NaiveCooccurrence(CooccurrenceOptions options) {
    this.options = options;
  }

  record Interaction(int user, int item, float weight, long moment) {}

  record Neighbour(int item, double similarity) {}

  private record Cell(int item, double weight, int place) {}

  static Map<Integer, List<Neighbour>> build(
      List<Interaction> interactions, CooccurrenceOptions options) {
    var naive = new NaiveCooccurrence(options);
    Map<Integer, List<Interaction>> byUser = new TreeMap<>();
    for (Interaction interaction : interactions) {
      byUser.computeIfAbsent(interaction.user(), user -> new ArrayList<>()).add(interaction);
    }
    byUser.values().forEach(history -> naive.addUser(cellsOf(history)));
    return naive.neighbours();
  }

  private static List<Cell> cellsOf(List<Interaction> history) {
    Map<Integer, Double> weights = new TreeMap<>();
    Map<Integer, Long> moments = new TreeMap<>();
    for (Interaction interaction : history) {
      weights.merge(interaction.item(), (double) interaction.weight(), Double::sum);
      moments.merge(interaction.item(), interaction.moment(), Math::max);
    }
    List<Long> distinct = moments.values().stream().distinct().sorted().toList();
    List<Cell> cells = new ArrayList<>();
    weights.forEach(
        (item, weight) -> cells.add(new Cell(item, weight, distinct.indexOf(moments.get(item)))));
    cells.sort(Comparator.comparingInt(Cell::place).thenComparingInt(Cell::item));
    return cells;
  }

  private void addUser(List<Cell> all) {
    List<Cell> cells = all.subList(Math.max(0, all.size() - options.maxUserItems()), all.size());
    for (Cell source : cells) {
      popularities.merge(source.item(), source.weight() * source.weight(), Double::sum);
      for (Cell target : cells) {
        if (source.item() != target.item()
            && Math.abs(source.place() - target.place()) <= options.window()) {
          sums.computeIfAbsent(source.item(), item -> new HashMap<>())
              .merge(target.item(), contribution(source, target, cells.size()), Double::sum);
        }
      }
    }
  }

  private double contribution(Cell source, Cell target, int userItems) {
    int steps = Math.max(0, Math.abs(source.place() - target.place()) - 1);
    double direction = target.place() < source.place() ? options.backward() : 1;
    return Math.pow(userItems, -options.userDamping())
        * source.weight()
        * target.weight()
        * Math.pow(options.gapDecay(), steps)
        * direction;
  }

  private Map<Integer, List<Neighbour>> neighbours() {
    Map<Integer, List<Neighbour>> result = new HashMap<>();
    sums.forEach((source, targets) -> {
      List<Neighbour> row = new ArrayList<>();
      targets.forEach((target, sum) -> {
        double divisor =
            Math.pow(popularities.get(source), options.sourceExponent())
                    * Math.pow(popularities.get(target), options.targetExponent())
                + options.shrink();
        if (sum > 0) {
          row.add(new Neighbour(target, sum / divisor));
        }
      });
      row.sort(
          Comparator.comparingDouble(Neighbour::similarity)
              .reversed()
              .thenComparingInt(Neighbour::item));
      result.put(source, row.subList(0, Math.min(options.neighbourLimit(), row.size())));
    });
    return result;
  }
}
