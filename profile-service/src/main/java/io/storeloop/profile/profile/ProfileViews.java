package io.storeloop.profile.profile;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what is answered about a profile, with what other features know of it. */
@Component
class ProfileViews {
  private static final int MOST_IDENTITIES = 100;

  private final ProfileReader reader;
  private final PriceTercileCache terciles;
  private final ObjectProvider<SegmentMemberships> segments;
  private final ObjectProvider<ClusterMembership> clusters;
  private final ObjectProvider<ShopperPredictions> predictions;
  private final Clock clock;

  ProfileViews(
      ProfileReader reader,
      PriceTercileCache terciles,
      ObjectProvider<SegmentMemberships> segments,
      ObjectProvider<ClusterMembership> clusters,
      ObjectProvider<ShopperPredictions> predictions,
      Clock clock) {
    this.reader = reader;
    this.terciles = terciles;
    this.segments = segments;
    this.clusters = clusters;
    this.predictions = predictions;
    this.clock = clock;
  }

  /**
   * Everything about one shopper; empty for an id that nobody has used.
   *
   * @param predicted whether predictions are computed, too
   */
  Optional<ProfileView> whole(String userOrAnonymousId, boolean predicted) {
    return reader.whole(userOrAnonymousId, MOST_IDENTITIES).map(found -> whole(found, predicted));
  }

  private ProfileView whole(ProfileReader.Whole found, boolean predicted) {
    ProfileSnapshot profile = found.profile();
    List<ProfileView.IdentityView> identities =
        found.identities().stream().map(ProfileView.IdentityView::of).toList();
    Optional<ClusterMembership.Cluster> cluster = cluster(found);
    SegmentMemberships memberships = segments.getIfAvailable();
    List<String> segmentIds =
        memberships == null
            ? null
            : memberships.of(
                profile, found.segmentRevision(), cluster.map(ClusterMembership.Cluster::label));
    return view(
        profile,
        identities,
        found.tagsSince(),
        segmentIds,
        cluster.map(one -> Map.of(profile.profileId(), one)).orElse(Map.of()),
        predicted ? predictions(found) : null,
        clock.instant());
  }

  private Optional<ClusterMembership.Cluster> cluster(ProfileReader.Whole found) {
    ClusterMembership membership = clusters.getIfAvailable();
    ClusterMembership.Stored place = found.place();
    return membership == null || place == null
        ? Optional.empty()
        : membership.of(found.profile(), place);
  }

  private @Nullable Map<String, ShopperPredictions.Prediction> predictions(
      ProfileReader.Whole found) {
    List<ShopperPredictions> predictors = predictions.orderedStream().toList();
    if (predictors.isEmpty()) {
      return null;
    }
    Map<String, ShopperPredictions.Prediction> said = new LinkedHashMap<>();
    if (found.isPredicted()) {
      predictors.forEach(predictor -> said.putAll(predictor.of(found.profile())));
    }
    return said;
  }

  /** Many at once: without identities and segments, which would cost a query each. */
  List<ProfileView> listed(List<ProfileSnapshot> profiles) {
    Map<UUID, ClusterMembership.Cluster> found = clusters(profiles);
    return profiles.stream()
        .map(profile -> view(profile, null, Map.of(), null, found, null, clock.instant()))
        .toList();
  }

  /** As the shopper stood at a moment: without what today's models say. */
  ProfileView past(ProfileSnapshot profile, Instant at) {
    SegmentMemberships memberships = segments.getIfAvailable();
    List<String> segmentIds = memberships == null ? null : memberships.asOf(profile, at);
    return view(profile, null, Map.of(), segmentIds, Map.of(), null, at);
  }

  private Map<UUID, ClusterMembership.Cluster> clusters(List<ProfileSnapshot> profiles) {
    ClusterMembership membership = clusters.getIfAvailable();
    return membership == null ? Map.of() : membership.of(profiles);
  }

  private ProfileView view(
      ProfileSnapshot profile,
      @Nullable List<ProfileView.IdentityView> identities,
      Map<String, Instant> tagsSince,
      @Nullable List<String> segmentIds,
      Map<UUID, ClusterMembership.Cluster> found,
      @Nullable Map<String, ShopperPredictions.Prediction> predicted,
      Instant now) {
    Map<String, Object> features = profile.features(now, terciles.current());
    ClusterMembership.Cluster cluster = found.get(profile.profileId());
    return new ProfileView(
        profile.profileId(),
        profile.userId(),
        profile.anonymousId(),
        identities,
        profile.traits(),
        profile.consent().isEmpty() ? null : profile.consent(),
        features,
        now,
        ProfileTags.views(features, tagsSince),
        segmentIds,
        cluster == null ? null : ProfileView.ClusterView.of(cluster),
        predicted,
        profile.moments().firstSeen(),
        profile.moments().lastSeen(),
        profile.moments().lastPurchase(),
        profile.updatedAt());
  }
}
