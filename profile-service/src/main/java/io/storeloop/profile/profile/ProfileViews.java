package io.storeloop.profile.profile;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
  private final Clock clock;

  ProfileViews(
      ProfileReader reader,
      PriceTercileCache terciles,
      ObjectProvider<SegmentMemberships> segments,
      ObjectProvider<ClusterMembership> clusters,
      Clock clock) {
    this.reader = reader;
    this.terciles = terciles;
    this.segments = segments;
    this.clusters = clusters;
    this.clock = clock;
  }

  /** Everything about one shopper. */
  ProfileView whole(ProfileSnapshot profile) {
    List<ProfileView.IdentityView> identities =
        reader.identities(profile.profileId(), MOST_IDENTITIES).stream()
            .map(ProfileView.IdentityView::of)
            .toList();
    SegmentMemberships memberships = segments.getIfAvailable();
    return view(profile, identities, memberships == null ? null : memberships.of(profile));
  }

  /** One of many: without identities and segments, which would cost a query each. */
  ProfileView listed(ProfileSnapshot profile) {
    return view(profile, null, null);
  }

  private ProfileView view(
      ProfileSnapshot profile,
      @Nullable List<ProfileView.IdentityView> identities,
      @Nullable List<String> segmentIds) {
    Instant now = clock.instant();
    ClusterMembership membership = clusters.getIfAvailable();
    return new ProfileView(
        profile.profileId(),
        profile.userId(),
        identities,
        profile.traits(),
        profile.features(now, terciles.current()),
        now,
        segmentIds,
        membership == null
            ? null
            : membership.of(profile).map(ProfileView.ClusterView::of).orElse(null),
        profile.moments().firstSeen(),
        profile.moments().lastSeen(),
        profile.moments().lastPurchase(),
        profile.updatedAt());
  }
}
