package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.GroupCount;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.Persona;
import io.storeloop.profile.grouping.Quality;
import io.storeloop.profile.training.TrainingFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clustering as it is answered. */
@Schema(name = "Clustering")
record ClusteringView(
    UUID clusteringId,
    @Schema(allowableValues = {"running", "finished", "failed"}) String state,
    ProgressView progress,
    @Schema(example = "k-means") String algorithm,
    List<String> features,
    @Schema(description = "What was asked for: a number or `auto`.", example = "auto")
        String requestedK,
    long seed,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed; present once failed.") @Nullable FailureView failure,
    @Schema(description = "What was found; present once finished.") @Nullable ResultView result) {

  static ClusteringView of(Clustering clustering) {
    ClusteringPlan plan = clustering.plan();
    TrainingFailure failure = clustering.failure();
    ClusteringResult result = clustering.result();
    return new ClusteringView(
        clustering.clusteringId(),
        clustering.state().name().toLowerCase(Locale.ROOT),
        new ProgressView(clustering.step(), clustering.stepsDone(), clustering.steps()),
        plan.algorithm(),
        plan.features(),
        plan.k() == null ? "auto" : plan.k().toString(),
        plan.seed(),
        clustering.createdAt(),
        clustering.finishedAt(),
        failure == null ? null : new FailureView(failure.code(), failure.detail()),
        result == null ? null : ResultView.of(result, plan.features()));
  }

  /**
   * As the features were asked for, of shares the greatest first; the database keeps the keys of an
   * object in an order of its own.
   */
  private static Map<String, Double> inOrder(List<String> features, Map<String, Double> values) {
    Map<String, Double> ordered = new LinkedHashMap<>();
    for (String feature : features) {
      Double value = values.get(feature);
      if (value != null) {
        ordered.put(feature, value);
      }
      values.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(feature + "."))
          .sorted(
              Map.Entry.<String, Double>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    }
    return ordered;
  }

  /** How far the training is. */
  @Schema(name = "ClusteringProgress")
  record ProgressView(@Schema(example = "choosing k") String step, int done, int of) {}

  /** Why a training failed. */
  @Schema(name = "ClusteringFailure")
  record FailureView(
      @Schema(allowableValues = {"insufficient_evidence", "interrupted", "internal_error"})
          String code,
      String detail) {}

  /** What was found. */
  @Schema(name = "ClusteringResult")
  record ResultView(
      @Schema(description = "The instant for which time-dependent features were taken.")
          Instant asOf,
      @Schema(description = "The one that found the groups.", example = "k-means") String algorithm,
      @Schema(description = "How many groups; outliers are none.", example = "4") int k,
      @Schema(description = "Profiles placed in groups.") int profiles,
      @Schema(description = "Profiles the centroids were found from.") int trainedOn,
      SilhouetteView silhouette,
      @Schema(description = "Silhouettes of all numbers of groups tried.")
          List<SilhouetteView> curve,
      @Schema(
              description =
                  """
                  Agreement (adjusted Rand index) of two trainings on profiles drawn at random: 1 the same groups \
                  again, 0 chance; absent when the profiles are too much alike.\
                  """)
          @Nullable Double stability,
      @Schema(
              description =
                  "Width of groups against the distance between them; the smaller the better.",
              example = "0.84")
          @Nullable Double daviesBouldin,
      @Schema(
              description =
                  "Profiles far from every group: members with `outlier` true; by density they form the group `outliers`.")
          int outliers,
      @Schema(description = "Why this algorithm and number of groups.") String reason,
      @Schema(description = "What each algorithm found that was tried.")
          List<CandidateView> candidates,
      @Schema(
              description =
                  "Per feature the share of profiles without a value; it counts as average.")
          Map<String, Double> missing,
      List<PersonaView> personas) {
    static ResultView of(ClusteringResult result, List<String> features) {
      return new ResultView(
          result.asOf(),
          result.algorithm(),
          result.k(),
          result.profiles(),
          result.trainedOn(),
          SilhouetteView.of(result.silhouette()),
          result.curve().stream().map(SilhouetteView::of).toList(),
          result.stability(),
          result.daviesBouldin(),
          result.outliers(),
          result.reason(),
          result.candidates().stream().map(CandidateView::of).toList(),
          inOrder(features, result.missing()),
          result.personas().stream().map(persona -> PersonaView.of(persona, features)).toList());
    }
  }

  /** How well the groups stand apart: 1 far, 0 touching. */
  @Schema(name = "ClusteringSilhouette")
  record SilhouetteView(
      int k,
      double silhouette,
      double standardError,
      @Schema(description = "Agreement of trainings on profiles drawn anew.")
          @Nullable Double stability) {
    static SilhouetteView of(GroupCount.Point point) {
      return new SilhouetteView(
          point.k(), point.silhouette(), point.standardError(), point.stability());
    }
  }

  /** What one algorithm found. */
  @Schema(name = "ClusteringCandidate")
  record CandidateView(
      @Schema(example = "x-means") String algorithm,
      int k,
      double silhouette,
      double standardError,
      @Nullable Double stability,
      double daviesBouldin,
      @Schema(description = "Share of the profiles looked at that are far from every group.")
          double outlierShare) {
    static CandidateView of(GroupTraining.Candidate candidate) {
      Quality quality = candidate.quality();
      return new CandidateView(
          candidate.algorithm().label(),
          candidate.k(),
          quality.silhouette(),
          quality.standardError(),
          quality.stability(),
          quality.daviesBouldin(),
          quality.outliers());
    }
  }

  /** One group in words. */
  @Schema(name = "ClusteringPersona")
  record PersonaView(
      @Schema(description = "The largest group is 0; `outliers` stand behind the groups.")
          int cluster,
      @Schema(example = "frequent buyers, big spenders") String label,
      @Schema(
              description =
                  "Share of members in common with the earlier group whose name it goes on bearing; absent for a new name.")
          @Nullable Double keptFrom,
      @Schema(description = "Profiles in the group when it was found.") int size,
      double share,
      @Schema(
              description =
                  "The typical member, each feature in its own unit; without features all share.")
          Map<String, Double> centroid,
      @Schema(description = "What sets the group apart, most first.")
          List<DistinctionView> distinguishing) {
    static PersonaView of(Persona persona, List<String> features) {
      return new PersonaView(
          persona.cluster(),
          persona.label(),
          persona.keptFrom(),
          persona.size(),
          persona.share(),
          inOrder(features, persona.centroid()),
          persona.distinguishing().stream().map(DistinctionView::of).toList());
    }
  }

  /** One feature in which a group differs. */
  @Schema(name = "ClusteringDistinction")
  record DistinctionView(
      String feature,
      @Schema(example = "frequent buyers") String words,
      @Schema(description = "From the mean of all, in standard deviations.") double deviations) {
    static DistinctionView of(Persona.Trait trait) {
      return new DistinctionView(trait.feature(), trait.words(), trait.deviations());
    }
  }
}
