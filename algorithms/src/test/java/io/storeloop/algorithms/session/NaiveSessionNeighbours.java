package io.storeloop.algorithms.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The same formula from lists and maps of boxed numbers, written from the definition: every session
 * is looked at, nothing is indexed.
 */
final class NaiveSessionNeighbours {
  private final List<int[]> sessions;
  private final SessionOptions options;

  NaiveSessionNeighbours(List<int[]> sessions, SessionOptions options) {
    this.sessions = sessions;
    this.options = options;
  }

  private record Neighbour(int session, double similarity, int match) {}

  Map<Integer, Double> scores(int[] query) {
    Map<Integer, Integer> distances = latestDistances(query);
    List<Neighbour> neighbours = new ArrayList<>();
    for (int session = 0; session < sessions.size(); session++) {
      neighbour(session, distances).ifPresent(neighbours::add);
    }
    neighbours.sort(
        Comparator.comparingDouble(Neighbour::similarity)
            .thenComparingInt(Neighbour::session)
            .reversed());
    Map<Integer, Double> scores = new TreeMap<>();
    for (Neighbour neighbour :
        neighbours.subList(0, Math.min(options.neighbours(), neighbours.size()))) {
      vote(neighbour, distances, scores);
    }
    scores.replaceAll((item, votes) -> votes * factor(item, distances));
    scores.values().removeIf(score -> score == 0);
    return scores;
  }

  private Map<Integer, Integer> latestDistances(int[] query) {
    Map<Integer, Integer> distances = new LinkedHashMap<>();
    for (int i = query.length - 1; i >= 0 && distances.size() < options.queryItems(); i--) {
      distances.putIfAbsent(query[i], query.length - 1 - i);
    }
    return distances;
  }

  private Optional<Neighbour> neighbour(int session, Map<Integer, Integer> distances) {
    double similarity = 0;
    int match = -1;
    for (Map.Entry<Integer, Integer> queried : distances.entrySet()) {
      double weight = options.queryDecay().at(queried.getValue());
      int age = newestWith(queried.getKey()).indexOf(session);
      if (weight > 0 && age >= 0) {
        similarity += weight * options.ageDecay().at(age);
        match = match < 0 ? queried.getKey() : match;
      }
    }
    double length = sessions.get(session).length;
    return match < 0
        ? Optional.empty()
        : Optional.of(
            new Neighbour(session, similarity / Math.pow(length, options.lengthExponent()), match));
  }

  private List<Integer> newestWith(int item) {
    List<Integer> newest = new ArrayList<>();
    for (int s = sessions.size() - 1; s >= 0 && newest.size() < options.newestSessions(); s--) {
      if (contains(sessions.get(s), item)) {
        newest.add(s);
      }
    }
    return newest;
  }

  private void vote(
      Neighbour neighbour, Map<Integer, Integer> distances, Map<Integer, Double> scores) {
    int[] items = sessions.get(neighbour.session());
    Map<Integer, Integer> lastPlaces = new HashMap<>();
    for (int place = 0; place < items.length; place++) {
      lastPlaces.put(items[place], place);
    }
    int at = lastPlaces.get(neighbour.match());
    double fading = options.matchDecay().at(distances.get(neighbour.match()));
    for (int place = 0; place < items.length; place++) {
      double near = options.placeDecay().at(Math.abs(place - at));
      double direction = place < at ? options.backward() : 1;
      scores.merge(items[place], neighbour.similarity() * fading * near * direction, Double::sum);
    }
  }

  private double factor(int item, Map<Integer, Integer> distances) {
    double with = sessions.stream().filter(session -> contains(session, item)).count();
    double rarity = 1 + options.idfWeight() * Math.log(sessions.size() / with);
    if (!distances.containsKey(item)) {
      return rarity;
    }
    return rarity * (distances.get(item) == 0 ? options.currentWeight() : options.seenWeight());
  }

  private static boolean contains(int[] items, int item) {
    return Arrays.stream(items).anyMatch(other -> other == item);
  }
}
