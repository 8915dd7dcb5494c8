package io.storeloop.profile.grouping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names groups by what sets them apart; the same groups, the same names. */
public final class Personas {
  /** Deviations from the mean of all from which a feature is worth a word. */
  static final double REMARKABLE = 0.5;

  /** The name of the rows that belong to no group. */
  public static final String OUTLIERS = "outliers";

  private static final int WORDS = 2;
  private static final double DECIMALS = 1e4;
  private static final String AVERAGE = "average shoppers";

  private Personas() {}

  /**
   * One persona a group, and one more for the rows of none where groups are dense places.
   *
   * @param sizes one per group and then the number of rows that belong to none
   * @param kept names that groups go on bearing, by group
   */
  public static List<Persona> of(
      GroupModel model,
      int[] sizes,
      Scaling scaling,
      List<Column> features,
      Map<Integer, KeptNames.Kept> kept) {
    int rows = IntStream.of(sizes).sum();
    Set<List<String>> taken = new HashSet<>();
    taken.add(List.of(OUTLIERS));
    kept.values().forEach(name -> taken.add(key(name.label())));
    List<Persona> personas = new ArrayList<>();
    for (int group = 0; group < model.count(); group++) {
      double[] centroid = model.centroids()[group];
      List<Persona.Trait> traits = distinguishing(deviations(centroid, features), features);
      KeptNames.Kept name = kept.get(group);
      personas.add(
          new Persona(
              group,
              name == null ? label(traits, taken) : name.label(),
              name == null ? null : rounded(name.common()),
              sizes[group],
              rounded((double) sizes[group] / rows),
              values(centroid, scaling, features),
              traits));
    }
    if (model.byDensity()) {
      int none = sizes[model.count()];
      personas.add(
          new Persona(
              model.count(),
              OUTLIERS,
              null,
              none,
              rounded((double) none / rows),
              Map.of(),
              List.of()));
    }
    return personas;
  }

  /** Two names of the same words are one name, whatever their order. */
  private static List<String> key(String label) {
    return Arrays.stream(label.split(", ", -1)).sorted().toList();
  }

  /**
   * From the mean of all, in standard deviations. Shares of one whole have one spread together
   * ({@link Scaling#together}); the deviation of one is taken as that of a typical one of them.
   */
  private static double[] deviations(double[] centroid, List<Column> features) {
    double[] deviations = centroid.clone();
    for (int column = 0; column < deviations.length; column++) {
      String shareOf = features.get(column).shareOf();
      if (shareOf != null) {
        deviations[column] *=
            Math.sqrt(features.stream().filter(other -> shareOf.equals(other.shareOf())).count());
      }
    }
    return deviations;
  }

  private static List<Persona.Trait> distinguishing(double[] centroid, List<Column> features) {
    return IntStream.range(0, centroid.length)
        .filter(column -> Math.abs(centroid[column]) >= REMARKABLE)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(column -> -Math.abs(centroid[column])))
        .map(column -> trait(features.get(column), centroid[column]))
        .toList();
  }

  private static Persona.Trait trait(Column feature, double deviations) {
    return new Persona.Trait(
        feature.name(), deviations > 0 ? feature.high() : feature.low(), rounded(deviations));
  }

  /**
   * Two words at first; more, then a number, when another group has that name already, be it in
   * another order.
   */
  private static String label(List<Persona.Trait> traits, Set<List<String>> taken) {
    int count = Math.min(WORDS, traits.size());
    while (taken.contains(key(words(traits, count))) && count < traits.size()) {
      count++;
    }
    String label = words(traits, count);
    String unique = label;
    for (int number = 2; !taken.add(key(unique)); number++) {
      unique = label + " " + number;
    }
    return unique;
  }

  private static String words(List<Persona.Trait> traits, int limit) {
    String words =
        traits.stream().limit(limit).map(Persona.Trait::words).collect(Collectors.joining(", "));
    return words.isEmpty() ? AVERAGE : words;
  }

  /** In the features' own units: of a share the share, whose square root was the cell. */
  private static double ownUnit(double cell, Column feature) {
    return feature.isShare() ? cell * cell : cell;
  }

  /** A feature that is the same, or unknown, for all says nothing about a group and is left out. */
  private static Map<String, Double> values(
      double[] centroid, Scaling scaling, List<Column> features) {
    double[] row = scaling.restore(centroid);
    Map<String, Double> values = new LinkedHashMap<>();
    for (int column = 0; column < row.length; column++) {
      if (scaling.spreads()[column] > 0) {
        Column feature = features.get(column);
        values.put(feature.name(), rounded(ownUnit(row[column], feature)));
      }
    }
    return values;
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
