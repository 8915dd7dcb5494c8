package io.storeloop.campaign.outcome;

import io.storeloop.common.events.Event;
import java.util.LinkedHashSet;
import java.util.Set;

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

  void addUser(String userId) {
    users.add(userId);
  }

  void addAnonymous(String anonymousId) {
    anonymous.add(anonymousId);
  }

  boolean isEmpty() {
    return users.isEmpty() && anonymous.isEmpty();
  }

  String[] users() {
    return users.toArray(String[]::new);
  }

  String[] anonymous() {
    return anonymous.toArray(String[]::new);
  }
}
