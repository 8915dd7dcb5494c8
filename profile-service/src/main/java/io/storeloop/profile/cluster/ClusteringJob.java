package io.storeloop.profile.cluster;

import io.storeloop.common.background.HalfTime;
import io.storeloop.profile.grouping.Column;
import io.storeloop.profile.grouping.GroupCount;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.Persona;
import io.storeloop.profile.grouping.Personas;
import io.storeloop.profile.grouping.Quality;
import io.storeloop.profile.grouping.Scaling;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One training from beginning to end: reads profiles a page at a time, trains without any
 * transaction, writes the groups a page at a time, then declares itself finished.
 */
final class ClusteringJob {
  private static final int PAGE = 2_000;
  private static final UUID FIRST = new UUID(0, 0);
  private static final double DECIMALS = 1e4;

  private final FeatureRows profiles;
  private final JdbcClusterings clusterings;
  private final JdbcClusterMembers members;
  private final Placing placing;
  private final int mostTrainedOn;

  ClusteringJob(
      FeatureRows profiles,
      JdbcClusterings clusterings,
      JdbcClusterMembers members,
      int mostTrainedOn) {
    this.profiles = profiles;
    this.clusterings = clusterings;
    this.members = members;
    this.placing = new Placing(profiles, members);
    this.mostTrainedOn = mostTrainedOn;
  }

  /** Trains and stores; of a training that fails no places stay. */
  void run(UUID id, ClusteringPlan plan, Instant asOf) throws InsufficientEvidence {
    boolean finished = false;
    try {
      finish(id, plan, asOf);
      finished = true;
    } catch (GroupTraining.InsufficientEvidence e) {
      throw new InsufficientEvidence(String.valueOf(e.getMessage()));
    } finally {
      if (!finished) {
        members.forgetAll(id);
      }
      clusterings.old().forEach(this::forget);
    }
  }

  private void finish(UUID id, ClusteringPlan plan, Instant asOf)
      throws GroupTraining.InsufficientEvidence {
    List<String> names = columns(plan.features());
    FeatureColumns columns = FeatureColumns.of(names);
    List<FeatureRows.Row> read = read(id, columns, asOf);
    double[][] rows = read.stream().map(FeatureRows.Row::values).toArray(double[][]::new);
    Scaling scaling = Scaling.learn(rows, columns.heavyTailed()).together(columns.shares());
    double[][] placed = scaling.place(rows);
    GroupTraining.Outcome outcome =
        new GroupTraining(
                plan.groups(), (step, done, of) -> clusterings.reached(id, step, done, of))
            .train(placed);
    ClusterModel model = new ClusterModel(names, scaling, outcome.model());
    ClusterTally tally = place(id, model, asOf);
    List<Persona> personas =
        Personas.of(outcome.model(), tally.sizes(), scaling, columns.features(), tally.keptNames());
    ClusterDrawing drawing = ClusterDrawing.of(placed, outcome.model(), plan.seed());
    clusterings.finish(
        id,
        result(asOf, outcome, missing(rows, columns), rows.length, tally.outliers(), personas),
        model,
        drawing,
        RowOwners.of(
            read.stream().map(FeatureRows.Row::profileId).toList(),
            placed,
            outcome.model(),
            drawing));
    // who changed meanwhile was put into a group of the clustering before
    placing.place(id, model, asOf, asOf, Placing.Pages.NOBODY);
  }

  /** Where a feature stands for shares of a whole, the columns of its commonest names. */
  private List<String> columns(List<String> features) throws GroupTraining.InsufficientEvidence {
    List<String> names = new ArrayList<>();
    for (String feature : features) {
      if (ClusterFeature.isShares(feature)) {
        List<String> shares =
            profiles.commonest(feature, ClusterFeature.MOST_SHARES, mostTrainedOn);
        if (shares.isEmpty()) {
          throw new GroupTraining.InsufficientEvidence("no profile has any " + feature);
        }
        shares.forEach(share -> names.add(ClusterFeature.shareColumn(feature, share)));
      } else {
        names.add(feature);
      }
    }
    return names;
  }

  private List<FeatureRows.Row> read(UUID id, FeatureColumns columns, Instant asOf) {
    List<FeatureRows.Row> rows = new ArrayList<>();
    UUID after = FIRST;
    List<FeatureRows.Row> page;
    HalfTime time = new HalfTime();
    do {
      page = profiles.after(after, Math.min(PAGE, mostTrainedOn - rows.size()), columns, asOf);
      rows.addAll(page);
      after = page.isEmpty() ? after : page.getLast().profileId();
      clusterings.reached(id, "reading profiles", rows.size(), Math.max(1, rows.size()));
      time.rest();
    } while (!page.isEmpty() && rows.size() < mostTrainedOn);
    return rows;
  }

  /** Puts every profile there is into its group. */
  private ClusterTally place(UUID id, ClusterModel model, Instant asOf) {
    Optional<JdbcClusterings.Named> before = clusterings.latest();
    ClusterTally tally =
        new ClusterTally(
            model.groups(), before.map(JdbcClusterings.Named::labels).orElse(List.of()));
    placing.place(
        id,
        model,
        asOf,
        Instant.EPOCH,
        (placed, soFar) -> {
          tally.add(
              placed,
              before
                  .map(old ->
                      members.clusters(
                          old.id(),
                          placed.stream().map(JdbcClusterMembers.Placed::profileId).toList()))
                  .orElse(Map.of()));
          clusterings.reached(id, "placing profiles", soFar, soFar);
        });
    return tally;
  }

  private static ClusteringResult result(
      Instant asOf,
      GroupTraining.Outcome outcome,
      Map<String, Double> missing,
      int trainedOn,
      int outliers,
      List<Persona> personas) {
    Quality quality = outcome.chosen().quality();
    return new ClusteringResult(
        asOf,
        outcome.chosen().algorithm().label(),
        outcome.model().count(),
        personas.stream().mapToInt(Persona::size).sum(),
        trainedOn,
        new GroupCount.Point(
            outcome.model().count(),
            quality.silhouette(),
            quality.standardError(),
            quality.stability()),
        outcome.curve(),
        quality.stability(),
        quality.daviesBouldin(),
        outliers,
        outcome.reason(),
        outcome.candidates(),
        missing,
        personas);
  }

  private static Map<String, Double> missing(double[][] rows, FeatureColumns columns) {
    Map<String, Double> missing = new LinkedHashMap<>();
    for (int column = 0; column < columns.features().size(); column++) {
      Column feature = columns.features().get(column);
      int absent = 0;
      for (double[] row : rows) {
        absent += Double.isNaN(row[column]) ? 1 : 0;
      }
      missing.put(
          feature.shareOf() == null ? feature.name() : feature.shareOf(),
          Math.round(absent * DECIMALS / rows.length) / DECIMALS);
    }
    return missing;
  }

  private void forget(UUID id) {
    members.forgetAll(id);
    clusterings.delete(id);
  }
}
