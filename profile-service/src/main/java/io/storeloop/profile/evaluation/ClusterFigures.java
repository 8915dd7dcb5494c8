package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.clustering.PrincipalComponents;
import io.storeloop.algorithms.metrics.DaviesBouldin;
import io.storeloop.algorithms.metrics.MutualInformation;
import io.storeloop.algorithms.metrics.RandIndex;
import io.storeloop.algorithms.metrics.Silhouette;
import io.storeloop.profile.grouping.GroupModel;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.KeptNames;
import io.storeloop.profile.grouping.Persona;
import io.storeloop.profile.grouping.Personas;
import io.storeloop.profile.grouping.Quality;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The figures that judge groups.
 *
 * @param metrics of the groups found
 * @param baseline the same of as many equal slices along the direction in which rows differ most
 * @param outliers ids of the rows that lie furthest beyond the fences, the furthest first
 */
record ClusterFigures(
    Map<String, Double> metrics,
    Map<String, Double> baseline,
    List<Persona> personas,
    long outlierCount,
    List<String> outliers) {
  private static final int MOST_OUTLIERS = 10;
  private static final int SILHOUETTE_SAMPLE = 2_000;

  static ClusterFigures of(
      ClusterRows rows, GroupTraining.Outcome outcome, GroupTraining.Outcome again, long seed) {
    int[] labels = outcome.model().labels(rows.placed());
    List<Persona> personas = personas(rows, outcome.model(), labels, Map.of());
    int[] labelsAgain = again.model().labels(rows.placed());
    Quality quality = outcome.chosen().quality();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("k", (double) outcome.model().count());
    metrics.put("silhouette", quality.silhouette());
    metrics.put("silhouetteStandardError", quality.standardError());
    metrics.put("daviesBouldin", quality.daviesBouldin());
    if (quality.stability() != null) {
      metrics.put("stability", quality.stability());
    }
    compare(metrics, rows, labels);
    metrics.put("ariOtherSeed", RandIndex.adjusted(labels, labelsAgain));
    Map<Integer, KeptNames.Kept> kept = kept(outcome, again, personas, labels, labelsAgain);
    metrics.put(
        "sameName",
        sameName(personas, labels, personas(rows, again.model(), labelsAgain, kept), labelsAgain));
    metrics.put(
        "sameNameByRuleAlone",
        sameName(
            personas, labels, personas(rows, again.model(), labelsAgain, Map.of()), labelsAgain));
    List<Integer> outliers = outliers(rows, outcome.model());
    metrics.put("outlierShare", (double) outliers.size() / rows.count());
    return new ClusterFigures(
        metrics,
        baseline(rows, outcome.model().count(), seed),
        personas,
        outliers.size(),
        outliers.stream().limit(MOST_OUTLIERS).map(rows.ids()::get).toList());
  }

  private static void compare(Map<String, Double> metrics, ClusterRows rows, int[] labels) {
    int[] truth = rows.labels();
    if (truth != null) {
      metrics.put("ari", RandIndex.adjusted(labels, truth));
      metrics.put("nmi", MutualInformation.normalised(labels, truth));
    }
  }

  private static List<Persona> personas(
      ClusterRows rows, GroupModel model, int[] labels, Map<Integer, KeptNames.Kept> kept) {
    return Personas.of(
        model, sizes(labels, model.count() + 1), rows.scaling(), rows.columns(), kept);
  }

  private static int[] sizes(int[] labels, int count) {
    int[] sizes = new int[count];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    return sizes;
  }

  private static Map<Integer, KeptNames.Kept> kept(
      GroupTraining.Outcome outcome,
      GroupTraining.Outcome again,
      List<Persona> personas,
      int[] labels,
      int[] labelsAgain) {
    int before = outcome.model().count();
    int now = again.model().count();
    double[][] common = new double[now][before];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < before && labelsAgain[row] < now) {
        common[labelsAgain[row]][labels[row]]++;
      }
    }
    return KeptNames.of(
        common,
        sizes(labelsAgain, now + 1),
        sizes(labels, before + 1),
        personas.stream().map(Persona::label).toList());
  }

  private static double sameName(
      List<Persona> one, int[] labels, List<Persona> other, int[] labelsAgain) {
    long same =
        IntStream.range(0, labels.length)
            .filter(row -> name(one, labels[row]).equals(name(other, labelsAgain[row])))
            .count();
    return (double) same / labels.length;
  }

  private static String name(List<Persona> personas, int group) {
    return group < personas.size() ? personas.get(group).label() : Personas.OUTLIERS;
  }

  /** Rows beyond the fences, by how far they are from the nearest centroid, the furthest first. */
  private static List<Integer> outliers(ClusterRows rows, GroupModel model) {
    return IntStream.range(0, rows.count())
        .filter(row -> model.place(rows.placed()[row]).outlier())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(row -> -distance(rows.placed()[row], model))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static double distance(double[] row, GroupModel model) {
    return Arrays.stream(model.centroids())
        .mapToDouble(centroid ->
            IntStream.range(0, row.length)
                .mapToDouble(column -> Math.pow(row[column] - centroid[column], 2))
                .sum())
        .min()
        .orElse(0);
  }

  private static Map<String, Double> baseline(ClusterRows rows, int k, long seed) {
    PrincipalComponents main = PrincipalComponents.of(rows.placed(), 1, seed);
    double[] along =
        Arrays.stream(rows.placed()).mapToDouble(row -> main.project(row)[0]).toArray();
    Integer[] order = IntStream.range(0, along.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(row -> along[row]));
    int[] labels = new int[along.length];
    for (int rank = 0; rank < order.length; rank++) {
      labels[order[rank]] = (int) ((long) rank * k / order.length);
    }
    Map<String, Double> baseline = new LinkedHashMap<>();
    baseline.put(
        "silhouette", Silhouette.of(rows.placed(), labels, SILHOUETTE_SAMPLE, seed).mean());
    baseline.put("daviesBouldin", DaviesBouldin.of(rows.placed(), labels));
    compare(baseline, rows, labels);
    return baseline;
  }
}
