package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.trait.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One shopper while events are folded in: what the founding id did, and apart from it what merged
 * devices did without that id, so that a device can be taken out again as it was. Not thread-safe.
 */
final class Profile {
  private final Identity founder;
  private final ShopperState own;
  private final SortedMap<String, ShopperState> devices = new TreeMap<>();
  private final Set<String> changedDevices = new HashSet<>();
  private final Map<String, Instant> tagsSince;
  private final Duration interestHalfLife;

  /** {@code devices} by their anonymous ids, {@code tagsSince} as it was written last. */
  Profile(
      Identity founder,
      ShopperState own,
      Map<String, ShopperState> devices,
      Map<String, Instant> tagsSince,
      Duration interestHalfLife) {
    this.founder = founder;
    this.own = own;
    this.devices.putAll(devices);
    this.tagsSince = tagsSince;
    this.interestHalfLife = interestHalfLife;
  }

  static Profile foundedBy(Identity founder, Duration interestHalfLife) {
    return new Profile(
        founder, ShopperState.empty(interestHalfLife), Map.of(), Map.of(), interestHalfLife);
  }

  UUID id() {
    return founder.profileId();
  }

  /** The user, or the anonymous id as long as no user is known. */
  Identity founder() {
    return founder;
  }

  /** What the events of the founding id told. */
  ShopperState own() {
    return own;
  }

  /** What merged devices did without the founding id, by anonymous id. */
  SortedMap<String, ShopperState> devices() {
    return devices;
  }

  /** Devices that differ from what is stored. */
  Set<String> changedDevices() {
    return changedDevices;
  }

  /** Since when the profile has had its tags, as it was written last. */
  Map<String, Instant> tagsSince() {
    return tagsSince;
  }

  /** Everything together; the founder's own state itself as long as no device is merged. */
  ShopperState whole() {
    if (devices.isEmpty()) {
      return own;
    }
    ShopperState whole = ShopperState.empty(interestHalfLife);
    whole.merge(own);
    devices.values().forEach(whole::merge);
    return whole;
  }

  /**
   * Takes in one event of this shopper.
   *
   * @return whether it may be counted
   */
  boolean apply(Event event, ItemFacts facts, ConsentRule consent) {
    if (event.userId() == null && founder.isUser()) {
      String device = String.valueOf(event.anonymousId());
      changedDevices.add(device);
      return devices
          .computeIfAbsent(device, id -> ShopperState.empty(interestHalfLife))
          .apply(event, facts, consent, agreed());
    }
    return own.apply(event, facts, consent, agreed());
  }

  /** Takes in everything known about a device of this shopper. */
  void attach(Profile device) {
    String anonymousId = device.founder.value();
    devices.put(anonymousId, device.own);
    changedDevices.add(anonymousId);
  }

  /** Lets go of a device; what it did, if anything. */
  Optional<ShopperState> detach(String anonymousId) {
    changedDevices.remove(anonymousId);
    return Optional.ofNullable(devices.remove(anonymousId));
  }

  private Traits agreed() {
    if (devices.isEmpty()) {
      return own.consents();
    }
    Traits agreed = new Traits();
    agreed.merge(own.consents());
    devices.values().forEach(device -> agreed.merge(device.consents()));
    return agreed;
  }
}
