package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a device out of a user's profile, as the shop wishes: afterwards both are as if the two had
 * never been named together. The events that carried both ids stay the user's.
 *
 * <p>The cursor's lock comes first, so no batch of events is being applied meanwhile.
 */
final class Unmerging {
  private static final String LOCK = "select consumer from profile_cursor for update";

  private final ServiceDatabase database;
  private final ProfileRules rules;
  private final JdbcProfiles profiles;
  private final JdbcIdentityEdges edges;
  private final ProfileEffects.ChangeListeners listeners;
  private final Duration interestHalfLife;
  private final Clock clock;

  Unmerging(
      ServiceDatabase database,
      JdbcProfiles profiles,
      JdbcIdentityEdges edges,
      ProfileEffects.ChangeListeners listeners,
      Duration interestHalfLife,
      Clock clock) {
    this.database = database;
    this.rules = new ProfileRules(database, interestHalfLife);
    this.profiles = profiles;
    this.edges = edges;
    this.listeners = listeners;
    this.interestHalfLife = interestHalfLife;
    this.clock = clock;
  }

  /** The edge afterwards: unchanged unless it was merged; empty if the user has no such edge. */
  Optional<IdentityEdge> undo(String userId, UUID edgeId) {
    Optional<IdentityEdge> left =
        database
            .transactions()
            .execute(status -> {
              database.jdbc().sql(LOCK).query().listOfRows();
              rules.hold();
              Optional<IdentityEdge> edge =
                  edges.find(edgeId).filter(found -> found.userId().equals(userId));
              return edge.map(found -> found.isMerged() ? undone(found) : found);
            });
    return left == null ? Optional.empty() : left;
  }

  private IdentityEdge undone(IdentityEdge edge) {
    Instant now = clock.instant();
    Identity user = Identity.user(edge.userId());
    Identity device = Identity.anonymous(edge.anonymousId());
    Map<UUID, Profile> before = profiles.read(List.of(user.profileId(), device.profileId()));
    List<Profile> changed = new ArrayList<>();
    profiles.unlink(Set.of(device));
    Profile owner = before.get(user.profileId());
    if (owner != null) {
      changed.add(owner);
      profiles.deleteDevice(edge.anonymousId(), owner.id());
      owner
          .detach(edge.anonymousId())
          .map(state -> alone(device, state, before.get(device.profileId())))
          .or(() -> Optional.ofNullable(before.get(device.profileId())))
          .ifPresent(changed::add);
    }
    List<ProfileSnapshot> written = profiles.write(changed, now);
    changed.stream()
        .filter(profile -> profile.founder().equals(device))
        .forEach(profile -> profiles.writeIdentities(Map.of(device, profile.id())));
    IdentityEdge undone = edge.undone();
    edges.write(List.of(undone), now);
    listeners.all().forEach(listener -> listener.changed(written, Set.of()));
    return undone;
  }

  /** The device's profile: what it did before, with what it did since it is shared. */
  private Profile alone(Identity device, ShopperState state, @Nullable Profile since) {
    if (since != null) {
      state.merge(since.own());
    }
    return new Profile(
        device, state, Map.of(), since == null ? Map.of() : since.tagsSince(), interestHalfLife);
  }
}
