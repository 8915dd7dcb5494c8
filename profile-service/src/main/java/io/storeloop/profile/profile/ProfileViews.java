package io.storeloop.profile.profile;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts together what is answered about a profile, with what other features know of it. They are
 * found at the first question, because they need profiles themselves, and then kept.
 */
@Component
class ProfileViews {
  private static final int MOST_IDENTITIES = 100;

  private final ProfileReader reader;
  private final PriceTercileCache terciles;
  private final SingletonSupplier<SegmentMemberships> segments;
  private final SingletonSupplier<ClusterMembership> clusters;
  private final SingletonSupplier<ShopperPredictions> predictions;
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
    this.segments = SingletonSupplier.ofNullable(segments::getIfAvailable);
    this.clusters = SingletonSupplier.ofNullable(clusters::getIfAvailable);
    this.predictions = SingletonSupplier.ofNullable(predictions::getIfAvailable);
    this.clock = clock;
  }

  /**
   * Everything about one shopper; empty for an id that nobody has used.
   *
   * @param predicted whether predictions are computed, too
   */
  Optional<ProfileView> whole(String userOrAnonymousId, boolean predicted) {
    return Optional.ofNullable(
        whole(List.of(userOrAnonymousId), MOST_IDENTITIES, predicted).get(userOrAnonymousId));
  }

  /**
   * The same about many at once, without their ids.
   *
   * @return by the ids asked for; those that nobody has used are absent
   */
  Map<String, ProfileView> lookedUp(List<String> userOrAnonymousIds, boolean predicted) {
    return whole(userOrAnonymousIds, 0, predicted);
  }

  private Map<String, ProfileView> whole(
      List<String> asked, int mostIdentities, boolean predicted) {
    Map<String, ProfileReader.Whole> found = reader.whole(asked, mostIdentities);
    Instant now = clock.instant();
    Map<String, SegmentMemberships.Candidate> candidates = new HashMap<>();
    Map<String, ClusterMembership.Cluster> groups = new HashMap<>();
    found.forEach((id, one) -> {
      Optional<ClusterMembership.Cluster> group = cluster(one);
      group.ifPresent(its -> groups.put(id, its));
      candidates.put(
          id,
          new SegmentMemberships.Candidate(
              one.profile(),
              one.profile().features(now, terciles.current()),
              group.map(ClusterMembership.Cluster::label)));
    });
    Map<UUID, List<String>> segmentIds = segments(found.values(), candidates.values(), now);
    Map<String, ProfileView> told = new HashMap<>();
    candidates.forEach((id, candidate) -> {
      ProfileReader.Whole one = Objects.requireNonNull(found.get(id));
      told.put(
          id,
          view(
              one.profile(),
              candidate.features(),
              mostIdentities == 0
                  ? null
                  : one.identities().stream().map(ProfileView.IdentityView::of).toList(),
              one.tagsSince(),
              segmentIds.get(one.profile().profileId()),
              groups.get(id),
              predicted ? predictions(one) : null,
              now));
    });
    return told;
  }

  /** By profile id; empty as long as nobody can tell. */
  private Map<UUID, List<String>> segments(
      Collection<ProfileReader.Whole> found,
      Collection<SegmentMemberships.Candidate> candidates,
      Instant now) {
    SegmentMemberships memberships = segments.get();
    return memberships == null || found.isEmpty()
        ? Map.of()
        : memberships.of(candidates, found.iterator().next().segmentRevision(), now);
  }

  private Optional<ClusterMembership.Cluster> cluster(ProfileReader.Whole found) {
    ClusterMembership membership = clusters.get();
    ClusterMembership.Stored place = found.place();
    return membership == null || place == null
        ? Optional.empty()
        : membership.of(found.profile(), place);
  }

  private @Nullable Map<String, ShopperPredictions.Prediction> predictions(
      ProfileReader.Whole found) {
    ShopperPredictions predictors = predictions.get();
    if (predictors == null) {
      return null;
    }
    return found.isPredicted() ? predictors.of(found.profile()) : Map.of();
  }

  /** Many at once: without identities and segments, which would cost a query each. */
  List<ProfileView> listed(List<ProfileSnapshot> profiles) {
    Map<UUID, ClusterMembership.Cluster> found = clusters(profiles);
    Instant now = clock.instant();
    return profiles.stream()
        .map(profile ->
            view(
                profile,
                profile.features(now, terciles.current()),
                null,
                Map.of(),
                null,
                found.get(profile.profileId()),
                null,
                now))
        .toList();
  }

  /** As the shopper stood at a moment: without what today's models say. */
  ProfileView past(PastProfile past, Instant at) {
    ProfileSnapshot profile = past.profile();
    SegmentMemberships memberships = segments.get();
    List<String> segmentIds = memberships == null ? null : memberships.asOf(past, at);
    return view(
        profile,
        profile.features(at, terciles.current()),
        null,
        Map.of(),
        segmentIds,
        null,
        null,
        at);
  }

  private Map<UUID, ClusterMembership.Cluster> clusters(List<ProfileSnapshot> profiles) {
    ClusterMembership membership = clusters.get();
    return membership == null ? Map.of() : membership.of(profiles);
  }

  private static ProfileView view(
      ProfileSnapshot profile,
      Map<String, Object> features,
      @Nullable List<ProfileView.IdentityView> identities,
      Map<String, Instant> tagsSince,
      @Nullable List<String> segmentIds,
      ClusterMembership.@Nullable Cluster cluster,
      @Nullable Map<String, ShopperPredictions.Prediction> predicted,
      Instant now) {
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
