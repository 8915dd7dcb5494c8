package io.storeloop.profile.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Names groups by what sets them apart; the same groups, the same names. */
final class Personas {
  /** Deviations from the mean of all from which a feature is worth a word. */
  static final double REMARKABLE = 0.5;

  private static final int WORDS = 2;
  private static final double DECIMALS = 1e4;
  private static final String AVERAGE = "average shoppers";

  private Personas() {}

  static List<Persona> of(Groups groups, Scaling scaling, List<ClusterFeature> features) {
    int profiles = IntStream.of(groups.sizes()).sum();
    Set<List<String>> taken = new HashSet<>();
    List<Persona> personas = new ArrayList<>();
    for (int group = 0; group < groups.count(); group++) {
      double[] centroid = groups.centroids()[group];
      List<Persona.Trait> traits = distinguishing(centroid, features);
      personas.add(
          new Persona(
              group,
              label(traits, taken),
              groups.sizes()[group],
              rounded((double) groups.sizes()[group] / profiles),
              values(centroid, scaling, features),
              traits));
    }
    return personas;
  }

  private static List<Persona.Trait> distinguishing(
      double[] centroid, List<ClusterFeature> features) {
    return IntStream.range(0, centroid.length)
        .filter(column -> Math.abs(centroid[column]) >= REMARKABLE)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(column -> -Math.abs(centroid[column])))
        .map(column -> trait(features.get(column), centroid[column]))
        .toList();
  }

  private static Persona.Trait trait(ClusterFeature feature, double deviations) {
    return new Persona.Trait(
        feature.name(), deviations > 0 ? feature.high() : feature.low(), rounded(deviations));
  }

  /**
   * Two words at first; more, then a number, when another group has that name already, be it in
   * another order.
   */
  private static String label(List<Persona.Trait> traits, Set<List<String>> taken) {
    int count = Math.min(WORDS, traits.size());
    while (taken.contains(words(traits, count).stream().sorted().toList())
        && count < traits.size()) {
      count++;
    }
    List<String> words = words(traits, count);
    String label = String.join(", ", words);
    String unique = label;
    List<String> key = words.stream().sorted().toList();
    for (int number = 2; !taken.add(key); number++) {
      unique = label + " " + number;
      key = List.of(unique);
    }
    return unique;
  }

  private static List<String> words(List<Persona.Trait> traits, int limit) {
    List<String> words = traits.stream().limit(limit).map(Persona.Trait::words).toList();
    return words.isEmpty() ? List.of(AVERAGE) : words;
  }

  /** A feature that is the same, or unknown, for all says nothing about a group and is left out. */
  private static Map<String, Double> values(
      double[] centroid, Scaling scaling, List<ClusterFeature> features) {
    double[] row = scaling.restore(centroid);
    Map<String, Double> values = new LinkedHashMap<>();
    for (int column = 0; column < row.length; column++) {
      if (scaling.spreads()[column] > 0) {
        values.put(features.get(column).name(), rounded(row[column]));
      }
    }
    return values;
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
