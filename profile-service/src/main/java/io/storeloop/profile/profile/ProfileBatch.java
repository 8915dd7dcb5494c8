package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Bindings;
import io.storeloop.profile.identity.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final Map<UUID, Profile> changed = new LinkedHashMap<>();
  private final Map<Identity, UUID> identities = new HashMap<>();
  private final Set<UUID> absorbed = new LinkedHashSet<>();
  private final List<SkippedEvent> skipped = new ArrayList<>();

  /** {@code before} must hold every existing profile that an id of the batch founds. */
  ProfileBatch(Bindings bindings, Map<UUID, Profile> before, Duration interestHalfLife) {
    this(bindings, before, interestHalfLife, ConsentRule.NOT_REQUIRED);
  }

  /** {@code consent} says which events may be counted. */
  ProfileBatch(
      Bindings bindings,
      Map<UUID, Profile> before,
      Duration interestHalfLife,
      ConsentRule consent) {
    this.consent = consent;
    this.bindings = bindings;
    this.before = before;
    this.interestHalfLife = interestHalfLife;
  }

  /** Folds in the next event of the log. An event that breaks a fold is skipped, not repeated. */
  void fold(Event event, ItemFacts facts) {
    try {
      bindings.observe(event).ifPresent(device -> bind(device, owner(event)));
      Profile profile = profileOf(owner(event));
      profile.apply(event, facts, consent);
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

  /** Profiles of devices that have become part of a user's. */
  Set<UUID> absorbed() {
    return absorbed;
  }

  List<SkippedEvent> skipped() {
    return skipped;
  }

  private Identity owner(Event event) {
    return bindings.ownerOf(event);
  }

  private void bind(Identity device, Identity user) {
    Profile profile = profileOf(user);
    identities.put(device, profile.id());
    UUID deviceId = device.profileId();
    Profile deviceProfile = changed.getOrDefault(deviceId, before.get(deviceId));
    if (deviceProfile != null) {
      profile.absorb(deviceProfile);
      changed.remove(deviceId);
      absorbed.add(deviceId);
    }
  }

  private Profile profileOf(Identity founder) {
    return changed.computeIfAbsent(
        founder.profileId(),
        id -> {
          Profile known = before.get(id);
          if (known != null) {
            return known;
          }
          identities.put(founder, id);
          return Profile.foundedBy(founder, interestHalfLife);
        });
  }
}
