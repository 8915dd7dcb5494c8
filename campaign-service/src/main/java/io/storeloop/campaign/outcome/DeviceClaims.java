package io.storeloop.campaign.outcome;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.DeviceUse;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.IdentityRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@link IdentityRule} over one batch of events, in the order of the log: begins with what
 * earlier batches left, so that it does not matter where one ends. Not thread-safe.
 */
final class DeviceClaims {
  private final IdentityRule rule;
  private final Map<String, Device> devices = new HashMap<>();
  private final Set<String> known;
  private final Map<String, Integer> devicesOfUser;
  private final Map<String, Device> changed = new LinkedHashMap<>();
  private final Set<String> newUsers = new LinkedHashSet<>();

  /**
   * Of all users and devices in the batch: which devices a user was seen on, which users are known,
   * and how many devices are merged with them.
   */
  DeviceClaims(
      IdentityRule rule,
      Collection<Device> devices,
      Set<String> known,
      Map<String, Integer> devicesOfUser) {
    this.rule = rule;
    devices.forEach(device -> this.devices.put(device.anonymousId(), device));
    this.known = new HashSet<>(known);
    this.devicesOfUser = new HashMap<>(devicesOfUser);
  }

  /** Takes in the next event's ids. */
  void observe(LoggedEvent logged) {
    Event event = logged.event();
    String userId = event.userId();
    if (userId == null) {
      return;
    }
    String anonymousId = event.anonymousId();
    if (anonymousId != null) {
      Device before = devices.get(anonymousId);
      DeviceUse use = before == null ? DeviceUse.UNSEEN : before.useOf(userId);
      rule.decide(event, use, known.contains(userId), devicesOfUser.getOrDefault(userId, 0))
          .ifPresent(reason -> note(anonymousId, userId, reason, before, logged.cursor()));
    }
    if (known.add(userId)) {
      newUsers.add(userId);
    }
  }

  private void note(
      String anonymousId,
      String userId,
      EdgeReason reason,
      @Nullable Device before,
      EventCursor place) {
    if (before != null && reason == EdgeReason.SHARED_DEVICE) {
      if (before.sharedFrom() == null) {
        put(before.sharedFrom(place));
      }
      return;
    }
    Device device = new Device(anonymousId, userId, reason.state(), null);
    put(device);
    if (device.isMerged()) {
      devicesOfUser.merge(userId, 1, Integer::sum);
    }
  }

  private void put(Device device) {
    devices.put(device.anonymousId(), device);
    changed.put(device.anonymousId(), device);
  }

  /** The devices that are not as they were before the batch. */
  Collection<Device> changed() {
    return changed.values();
  }

  /** The users that no earlier batch has named. */
  Set<String> newUsers() {
    return newUsers;
  }
}
