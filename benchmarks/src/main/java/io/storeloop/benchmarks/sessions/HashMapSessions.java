package io.storeloop.benchmarks.sessions;

import io.storeloop.algorithms.session.Decay;
import io.storeloop.algorithms.session.SessionOptions;
import io.storeloop.algorithms.session.Sessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Session neighbours the way one writes them first: the same formula and the same decay tables, on
 * maps and lists of boxed numbers.
 */
final class HashMapSessions {
  private static final int TABLE = 1_024;

  private final SessionOptions options;
  private final List<List<Integer>> sessions = new ArrayList<>();
  private final Map<Integer, List<Integer>> sessionsOfItem = new HashMap<>();
  private final float[] queryFactors;
  private final float[] ageFactors;
  private final float[] matchFactors;
  private final float[] placeFactors;

  private record Neighbour(int session, float similarity, int match) {}

  HashMapSessions(Sessions learnt, SessionOptions options) {
    this.options = options;
    for (int session = 0; session < learnt.count(); session++) {
      List<Integer> items = new ArrayList<>();
      for (int place = 0; place < learnt.length(session); place++) {
        items.add(learnt.item(session, place));
      }
      sessions.add(items);
      int number = session;
      items.stream()
          .distinct()
          .forEach(
              item -> sessionsOfItem.computeIfAbsent(item, any -> new ArrayList<>()).add(number));
    }
    queryFactors = table(options.queryDecay(), TABLE);
    ageFactors = table(options.ageDecay(), options.newestSessions());
    matchFactors = table(options.matchDecay(), TABLE);
    placeFactors = table(options.placeDecay(), TABLE);
  }

  List<Map.Entry<Integer, Double>> top(int[] items, int size, int limit) {
    Map<Integer, Integer> query = new LinkedHashMap<>();
    for (int i = size - 1; i >= 0 && query.size() < options.queryItems(); i--) {
      query.putIfAbsent(items[i], size - 1 - i);
    }
    Map<Integer, Double> scores = new HashMap<>();
    for (Neighbour neighbour : neighbours(query)) {
      vote(neighbour, query, scores);
    }
    scores.replaceAll((item, votes) -> votes * factor(item, query));
    return scores.entrySet().stream()
        .filter(scored -> scored.getValue() > 0)
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .toList();
  }

  private List<Neighbour> neighbours(Map<Integer, Integer> query) {
    Map<Integer, Float> similarities = new HashMap<>();
    Map<Integer, Integer> matches = new HashMap<>();
    query.forEach((item, distance) -> {
      List<Integer> known = sessionsOfItem.getOrDefault(item, List.of());
      for (int age = 0; age < Math.min(known.size(), options.newestSessions()); age++) {
        int session = known.get(known.size() - 1 - age);
        similarities.merge(
            session, queryFactors[Math.min(distance, TABLE - 1)] * ageFactors[age], Float::sum);
        matches.putIfAbsent(session, item);
      }
    });
    return similarities.entrySet().stream()
        .map(found -> neighbour(found.getKey(), found.getValue(), matches))
        .sorted(
            Comparator.comparingDouble(Neighbour::similarity)
                .thenComparingInt(Neighbour::session)
                .reversed())
        .limit(options.neighbours())
        .toList();
  }

  private Neighbour neighbour(int session, float similarity, Map<Integer, Integer> matches) {
    int length = Math.min(sessions.get(session).size(), TABLE - 1);
    float factor =
        options.lengthExponent() == 0 ? 1 : (float) Math.pow(length, -options.lengthExponent());
    return new Neighbour(session, similarity * factor, matches.getOrDefault(session, -1));
  }

  private void vote(Neighbour neighbour, Map<Integer, Integer> query, Map<Integer, Double> scores) {
    List<Integer> items = sessions.get(neighbour.session());
    int at = items.lastIndexOf(neighbour.match());
    float weight = neighbour.similarity() * matchFactors[query.getOrDefault(neighbour.match(), 0)];
    for (int place = 0; place < items.size(); place++) {
      float near = placeFactors[Math.abs(place - at)];
      float directed = place < at ? (float) (options.backward() * near) : near;
      scores.merge(items.get(place), (double) (weight * directed), Double::sum);
    }
  }

  private double factor(int item, Map<Integer, Integer> query) {
    float logFrequency = (float) Math.log(sessionsOfItem.getOrDefault(item, List.of()).size());
    double rarity = 1 + options.idfWeight() * (Math.log(sessions.size()) - logFrequency);
    if (!query.containsKey(item)) {
      return rarity;
    }
    return rarity
        * (query.getOrDefault(item, 0) == 0 ? options.currentWeight() : options.seenWeight());
  }

  private static float[] table(Decay decay, int size) {
    float[] factors = new float[size];
    for (int distance = 0; distance < size; distance++) {
      factors[distance] = (float) decay.at(distance);
    }
    return factors;
  }
}
