package io.storeloop.campaign.outcome;

import io.storeloop.common.events.Event;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The shoppers about whom something new is known. Not thread-safe. */
final class Touched {
  private final Set<String> users = new LinkedHashSet<>();
  private final Set<String> anonymous = new LinkedHashSet<>();

  void addOwnerOf(Event event) {
    if (event.userId() != null) {
      users.add(event.userId());
    } else if (event.anonymousId() != null) {
      anonymous.add(event.anonymousId());
    }
  }

  void addOwnerOf(LedgerRow row) {
    if (row.userId() != null) {
      users.add(row.userId());
    } else if (row.anonymousId() != null) {
      anonymous.add(row.anonymousId());
    }
  }

  /** Both: what was one's may be the other's now. */
  void addOwnersOf(Device device) {
    if (device.isMerged()) {
      anonymous.add(device.anonymousId());
      users.add(device.userId());
    }
  }

  void addUser(String userId) {
    users.add(userId);
  }

  void addAnonymous(String anonymousId) {
    anonymous.add(anonymousId);
  }

  boolean isEmpty() {
    return users.isEmpty() && anonymous.isEmpty();
  }

  /** As conversions and participants name them. */
  List<String> shoppers() {
    return Stream.concat(
            users.stream().map(user -> "u:" + user), anonymous.stream().map(id -> "a:" + id))
        .toList();
  }

  String[] users() {
    return users.toArray(String[]::new);
  }

  String[] anonymous() {
    return anonymous.toArray(String[]::new);
  }
}
