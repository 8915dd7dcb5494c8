package io.storeloop.profile.cluster;

import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.grouping.Algorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sender asks of a training; everything may be left out. */
@Schema(name = "ClusteringRequest")
record ClusteringRequest(
    @Schema(
            description =
                "`auto` tries all and takes the one whose groups come again and stand furthest apart, or those of HDBSCAN where they part fewer rows from the ones next to them.",
            allowableValues = {"auto", "k-means", "x-means", "hdbscan", "dbscan"},
            defaultValue = "k-means")
        @Nullable String algorithm,
    @Schema(
            description =
                """
                1 to 30 numeric features by name, windows such as `views30d` among them; recency, frequency, money and \
                attention unless given. Not `favouriteHour` and `favouriteWeekday`, which go round. `affinity.category` and \
                `affinity.brand` stand for the shares of the 50 categories or brands in which most profiles are \
                interested, and together weigh as much as one other feature.\
                """,
            example = "[\"daysSinceSeen\", \"orders\", \"monetaryValue\"]")
        @Nullable List<@Nullable String> features,
    @Schema(
            description =
                "A whole number from 2 to 20, or `auto`; a number only for k-means, the others find it themselves.",
            oneOf = {Integer.class, String.class},
            defaultValue = "auto",
            example = "auto")
        @Nullable Object k,
    @Schema(
            description = "The same seed over the same profiles gives the same groups.",
            defaultValue = "42")
        @Nullable Long seed) {
  private static final long DEFAULT_SEED = 42;
  private static final int MOST_FEATURES = 30;
  private static final String AUTO = "auto";

  /**
   * The plan, with what was left out.
   *
   * @throws ProblemException with a pointer to each mistake
   */
  ClusteringPlan toPlan() {
    List<FieldProblem> problems = new ArrayList<>();
    Algorithm chosen =
        algorithm == null ? Algorithm.K_MEANS : Algorithm.of(algorithm).orElse(Algorithm.AUTO);
    if (algorithm != null && Algorithm.of(algorithm).isEmpty()) {
      problems.add(
          new FieldProblem(
              "/algorithm",
              "unknown_algorithm",
              "algorithm must be one of %s, not '%s'".formatted(Algorithm.labels(), algorithm)));
    }
    List<String> names = features(problems);
    Integer groups = k(problems);
    if (groups != null && !chosen.takesCount()) {
      problems.add(
          new FieldProblem(
              "/k",
              "invalid_k",
              "%s finds the number of groups itself: leave k out".formatted(chosen.label())));
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return new ClusteringPlan(chosen.label(), names, groups, seed == null ? DEFAULT_SEED : seed);
  }

  private List<String> features(List<FieldProblem> problems) {
    if (features == null) {
      return ClusterFeature.DEFAULT;
    }
    if (features.isEmpty() || features.size() > MOST_FEATURES) {
      problems.add(
          new FieldProblem(
              "/features",
              "invalid_value",
              "features must be 1 to %d, not %d".formatted(MOST_FEATURES, features.size())));
      return List.of();
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      String name = String.valueOf(features.get(i));
      String pointer = "/features/" + i;
      if (!ClusterFeature.names().contains(name)) {
        problems.add(unfit(pointer, name));
      } else if (!seen.add(name)) {
        problems.add(
            new FieldProblem(pointer, "duplicate_feature", "'%s' is given twice".formatted(name)));
      }
      names.add(name);
    }
    return names;
  }

  private static FieldProblem unfit(String pointer, String name) {
    String suitable = "suitable are %s".formatted(ClusterFeature.names());
    if (FeatureCatalogue.find(name).isEmpty()) {
      return new FieldProblem(
          pointer, "unknown_feature", "there is no feature '%s'; %s".formatted(name, suitable));
    }
    String reason = ClusterFeature.NO_QUANTITIES.getOrDefault(name, "it is no number");
    return new FieldProblem(
        pointer,
        "unsuitable_feature",
        "'%s' is no quantity: %s; %s".formatted(name, reason, suitable));
  }

  private @Nullable Integer k(List<FieldProblem> problems) {
    if (k == null || AUTO.equals(k)) {
      return null;
    }
    if (k instanceof Integer groups
        && groups >= ClusteringPlan.LEAST_K
        && groups <= ClusteringPlan.MOST_K) {
      return groups;
    }
    problems.add(
        new FieldProblem(
            "/k",
            "invalid_k",
            "k must be a whole number from %d to %d, or '%s', not %s"
                .formatted(ClusteringPlan.LEAST_K, ClusteringPlan.MOST_K, AUTO, k)));
    return null;
  }
}
