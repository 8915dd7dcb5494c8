package io.storeloop.common.ids;

import io.storeloop.common.events.Event;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The identity rule as docs/identity.md tells it, in the plainest way, for whoever keeps it in less
 * room or in a database to agree with.
 */
public final class NaiveIdentities {
  private final Set<String> known = new HashSet<>();
  private final Map<String, Set<String>> usersOfDevice = new HashMap<>();
  private final Map<String, String> mergedWith = new HashMap<>();

  public void observe(Event event) {
    String user = event.userId();
    String device = event.anonymousId();
    if (user != null && device != null) {
      Set<String> users = usersOfDevice.computeIfAbsent(device, seen -> new LinkedHashSet<>());
      users.add(user);
      boolean vouchedFor = isSigned(event) || event.source().startsWith("import:");
      boolean hasRoom =
          Collections.frequency(mergedWith.values(), user) < IdentityRule.MOST_DEVICES;
      if (users.size() == 1 && (vouchedFor || !known.contains(user)) && hasRoom) {
        mergedWith.put(device, user);
      }
    }
    if (user != null) {
      known.add(user);
    }
  }

  /** Whose acts without a userId are on the device; empty if they are its own. */
  public Optional<String> ownerOf(String device) {
    return usersOfDevice.getOrDefault(device, Set.of()).size() == 1
        ? Optional.ofNullable(mergedWith.get(device))
        : Optional.empty();
  }

  private static boolean isSigned(Event event) {
    String signature = SignatureFixture.signatureOf(String.valueOf(event.userId()));
    return event.properties().containsValue(signature)
        || event.properties().get("context") instanceof Map<?, ?> context
            && context.containsValue(signature);
  }
}
