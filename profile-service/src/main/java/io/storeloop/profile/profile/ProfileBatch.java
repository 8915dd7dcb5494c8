package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.consent.Refusals;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Bindings;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a batch of events makes of the profiles it touches: pure, from the profiles as they were to
 * the profiles as they are. Not thread-safe, used once.
 */
final class ProfileBatch {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileBatch.class);

  private final Bindings bindings;
  private final Map<UUID, Profile> before;
  private final Duration interestHalfLife;
  private final ConsentRule consent;
  private final Refusals refusals;
  private final Map<UUID, Profile> changed = new LinkedHashMap<>();
  private final Map<Identity, UUID> identities = new HashMap<>();
  private final Set<Identity> unlinked = new LinkedHashSet<>();
  private final Set<UUID> absorbed = new LinkedHashSet<>();
  private final List<SkippedEvent> skipped = new ArrayList<>();

  /** {@code before} must hold every existing profile that an id of the batch founds. */
  ProfileBatch(Bindings bindings, Map<UUID, Profile> before, Duration interestHalfLife) {
    this(bindings, before, interestHalfLife, ConsentRule.NOT_REQUIRED, new Refusals(List.of()));
  }

  /** {@code consent} says which events may be counted, {@code refusals} takes in which were not. */
  ProfileBatch(
      Bindings bindings,
      Map<UUID, Profile> before,
      Duration interestHalfLife,
      ConsentRule consent,
      Refusals refusals) {
    this.consent = consent;
    this.refusals = refusals;
    this.bindings = bindings;
    this.before = before;
    this.interestHalfLife = interestHalfLife;
  }

  /** Folds in the next event of the log. An event that breaks a fold is skipped, not repeated. */
  void fold(LoggedEvent logged, ItemFacts facts) {
    Event event = logged.event();
    try {
      bindings.observe(logged, isKnown(event)).ifPresent(edge -> follow(edge, logged.cursor()));
      boolean counted = profileOf(bindings.ownerOf(logged)).apply(event, facts, consent);
      refusals.note(logged, counted);
    } catch (RuntimeException e) {
      LOG.error("an event could not be folded into its profile and was skipped", e);
      skipped.add(new SkippedEvent(event.messageId(), e.toString()));
    }
  }

  Collection<Profile> changed() {
    return changed.values();
  }

  /** Which profile each id now leads to; only what this batch has made. */
  Map<Identity, UUID> identities() {
    return identities;
  }

  /** Ids that lead to no profile any more; only what this batch has unmade. */
  Set<Identity> unlinked() {
    return unlinked;
  }

  /** Profiles of devices that have become part of a user's. */
  Set<UUID> absorbed() {
    return absorbed;
  }

  List<SkippedEvent> skipped() {
    return skipped;
  }

  private boolean isKnown(Event event) {
    if (event.userId() == null) {
      return false;
    }
    UUID id = Identity.user(event.userId()).profileId();
    return changed.containsKey(id) || before.containsKey(id);
  }

  private void follow(IdentityEdge edge, EventCursor place) {
    Identity device = Identity.anonymous(edge.anonymousId());
    if (edge.isMerged()) {
      merge(device, Identity.user(edge.userId()));
    } else if (bindings.isSharedFrom(edge.anonymousId(), place)
        && bindings.userOf(edge.anonymousId()).isPresent()) {
      unlink(device);
    }
  }

  private void unlink(Identity device) {
    identities.remove(device);
    unlinked.add(device);
  }

  private void merge(Identity device, Identity user) {
    Profile profile = profileOf(user);
    if (bindings.isEverShared(device.value())) {
      unlink(device);
    } else {
      identities.put(device, profile.id());
    }
    UUID deviceId = device.profileId();
    Profile deviceProfile = changed.getOrDefault(deviceId, before.get(deviceId));
    if (deviceProfile != null) {
      profile.attach(deviceProfile);
      changed.remove(deviceId);
      absorbed.add(deviceId);
    }
  }

  private Profile profileOf(Identity founder) {
    Profile profile = changed.get(founder.profileId());
    if (profile == null) {
      profile = known(founder).orElseGet(() -> founded(founder));
      changed.put(profile.id(), profile);
    }
    return profile;
  }

  private Optional<Profile> known(Identity founder) {
    return absorbed.contains(founder.profileId())
        ? Optional.empty()
        : Optional.ofNullable(before.get(founder.profileId()));
  }

  /** The device of an absorbed profile may found one anew: by then it is shared. */
  private Profile founded(Identity founder) {
    absorbed.remove(founder.profileId());
    unlinked.remove(founder);
    identities.put(founder, founder.profileId());
    return Profile.foundedBy(founder, interestHalfLife);
  }
}
