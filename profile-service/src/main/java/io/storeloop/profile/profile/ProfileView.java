package io.storeloop.profile.profile;

import io.storeloop.profile.identity.Identity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile as it is answered. */
@Schema(name = "Profile")
record ProfileView(
    @Schema(example = "0b7f6bb0-3a52-5c40-9f0e-6b1c3a2b9c11") UUID profileId,
    @Schema(description = "Absent as long as only a device is known.", example = "anna")
        @Nullable String userId,
    @Schema(description = "The device's id, only as long as no user is known.")
        @Nullable String anonymousId,
    @Schema(description = "The ids that lead here, user first; at most 100.")
        @Nullable List<IdentityView> identities,
    @Schema(
            description = "What the shop said about the shopper by identify, the latest per name.",
            example = "{\"country\": \"DE\"}")
        Map<String, Object> traits,
    @Schema(
            description =
                "What the shopper agreed to, by purpose: analytics, personalisation, marketing; absent if nobody asked.",
            example = "{\"marketing\": false}")
        @Nullable Map<String, Object> consent,
    @Schema(
            description = "By name, see GET /v1/features; a value that is not known is absent.",
            example = "{\"views\": 12, \"orders\": 1, \"recencyDays\": 3}")
        Map<String, Object> features,
    @Schema(description = "The instant for which the features are true.") Instant asOf,
    @Schema(
            description =
                "What the shopper is like, see GET /v1/tags; in lists of profiles without since.")
        List<TagView> tags,
    @Schema(description = "Ids of the segments the shopper is in; absent when nobody can tell.")
        @Nullable List<String> segments,
    @Schema(description = "The group in the latest clustering; absent as long as there is none.")
        @Nullable ClusterView cluster,
    @Schema(
            description =
                "What the active predictors say as of now, by name; reasons are in GET /v1/profiles/{userId}/predictions/{name}. Absent in lists.")
        @Nullable Map<String, ShopperPredictions.Prediction> predictions,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable Instant lastPurchaseAt,
    @Schema(description = "When an event last changed this profile.") Instant updatedAt) {

  /** One id of the shopper. */
  @Schema(name = "ProfileIdentity")
  record IdentityView(
      @Schema(allowableValues = {"user", "anonymous"}) String kind,
      @Schema(example = "anna") String value) {
    static IdentityView of(Identity identity) {
      return new IdentityView(identity.kind().wireName(), identity.value());
    }
  }

  /** A tag of the shopper. */
  @Schema(name = "ProfileTag")
  record TagView(
      @Schema(example = "returning") String name,
      @Schema(
              description = "The features it follows from, with the shopper's own values.",
              example = "{\"activeDays\": 4}")
          Map<String, Object> because,
      @Schema(
              description =
                  "When the profile was first written with it; absent if time alone has brought it since.")
          @Nullable Instant since) {}

  /** The group the shopper is in. */
  @Schema(name = "ProfileCluster")
  record ClusterView(
      UUID clusteringId,
      @Schema(example = "2") int cluster,
      @Schema(
              description = "The persona's name; the condition path `cluster`.",
              example = "frequent buyers")
          String label,
      @Schema(description = "When the clustering was finished.") Instant trainedAt) {
    static ClusterView of(ClusterMembership.Cluster cluster) {
      return new ClusterView(
          cluster.clusteringId(), cluster.cluster(), cluster.label(), cluster.trainedAt());
    }
  }
}
