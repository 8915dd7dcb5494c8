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
    Set<String> taken = new HashSet<>();
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
              values(scaling.restore(centroid), features),
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

  /** Two words at first; more, then a number, when another group has that name already. */
  private static String label(List<Persona.Trait> traits, Set<String> taken) {
    String label = words(traits, WORDS);
    for (int words = WORDS + 1; taken.contains(label) && words <= traits.size(); words++) {
      label = words(traits, words);
    }
    String unique = label;
    for (int number = 2; !taken.add(unique); number++) {
      unique = label + " " + number;
    }
    return unique;
  }

  private static String words(List<Persona.Trait> traits, int limit) {
    List<String> words = traits.stream().limit(limit).map(Persona.Trait::words).toList();
    return words.isEmpty() ? AVERAGE : String.join(", ", words);
  }

  private static Map<String, Double> values(double[] row, List<ClusterFeature> features) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int column = 0; column < row.length; column++) {
      values.put(features.get(column).name(), rounded(row[column]));
    }
    return values;
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
