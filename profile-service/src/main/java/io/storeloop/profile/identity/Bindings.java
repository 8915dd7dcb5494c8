package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.DeviceUse;
import io.storeloop.common.ids.IdentityRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * The {@link IdentityRule} over one batch of events, in the order of the log: begins with the edges
 * that earlier batches made. A device is shared from a place in the log on, also while the profiles
 * are rebuilt from a log that names its second user no more. Not thread-safe.
 */
public final class Bindings {
  /** Users noted per device; who shares it with more is not told by name. */
  static final int MOST_USERS = 10;

  private final Map<String, List<IdentityEdge>> byDevice = new HashMap<>();
  private final Map<UUID, IdentityEdge> changed = new LinkedHashMap<>();
  private final Map<String, DeviceSharing> sharings = new HashMap<>();
  private final Map<String, DeviceSharing> shared = new LinkedHashMap<>();
  private final Map<String, Integer> devicesByUser = new HashMap<>();
  private final IdentityRule rule;
  private final ToIntFunction<String> devicesOfUser;

  /**
   * {@code edges} must hold every edge made so far of the batch's anonymous ids, in the order of
   * their places, and {@code sharings} what is known of their sharing; {@code devicesOfUser} tells
   * how many devices earlier batches merged into a user.
   */
  public Bindings(
      Collection<IdentityEdge> edges,
      Collection<DeviceSharing> sharings,
      ToIntFunction<String> devicesOfUser,
      IdentityRule rule) {
    edges.forEach(edge -> of(edge.anonymousId()).add(edge));
    sharings.forEach(sharing -> this.sharings.put(sharing.anonymousId(), sharing));
    this.devicesOfUser = devicesOfUser;
    this.rule = rule;
  }

  /**
   * Takes in the next event's ids.
   *
   * @param known whether an earlier event carried this event's user id
   * @return the edge that this very event has made or changed
   */
  public Optional<IdentityEdge> observe(LoggedEvent logged, boolean known) {
    Event event = logged.event();
    if (event.userId() == null || event.anonymousId() == null) {
      return Optional.empty();
    }
    List<IdentityEdge> edges = of(event.anonymousId());
    int at = placeOf(event.userId(), edges);
    if (at > 0 && !isShared(event.anonymousId(), logged.cursor())) {
      share(DeviceSharing.by(logged));
    }
    boolean notedAsAnother = at > 0 && at < edges.size();
    if (at >= MOST_USERS || notedAsAnother) {
      return Optional.empty();
    }
    DeviceUse use = useOf(edges, isShared(event.anonymousId(), logged.cursor()), at);
    Optional<IdentityEdge> made =
        rule.decide(event, use, known, devicesOf(event.userId()))
            .map(reason -> IdentityEdge.of(event, at, reason));
    made.ifPresent(edge -> note(edge, at, edges));
    return made;
  }

  private static DeviceUse useOf(List<IdentityEdge> edges, boolean shared, int at) {
    if (edges.isEmpty()) {
      return shared ? DeviceUse.ANOTHERS : DeviceUse.UNSEEN;
    }
    return DeviceUse.of(edges.getFirst().state(), shared, at == 0);
  }

  private void share(DeviceSharing sharing) {
    sharings.put(sharing.anonymousId(), sharing);
    shared.put(sharing.anonymousId(), sharing);
  }

  private void note(IdentityEdge edge, int at, List<IdentityEdge> edges) {
    if (at < edges.size()) {
      edges.set(at, edge);
    } else {
      edges.add(edge);
    }
    if (edge.isMerged()) {
      devicesByUser.merge(edge.userId(), 1, Integer::sum);
    }
    changed.put(edge.id(), edge);
  }

  /** Whose event it is: the identity that founds the shopper's profile. */
  public Identity ownerOf(LoggedEvent logged) {
    Event event = logged.event();
    if (event.userId() != null) {
      return Identity.user(event.userId());
    }
    String anonymousId = Objects.requireNonNull(event.anonymousId());
    List<IdentityEdge> edges = byDevice.getOrDefault(anonymousId, List.of());
    return !edges.isEmpty()
            && IdentityRule.actsAreTheFirstUsers(
                edges.getFirst().state(), isShared(anonymousId, logged.cursor()))
        ? Identity.user(edges.getFirst().userId())
        : Identity.anonymous(anonymousId);
  }

  /** The user with whom a device is merged, though it may be shared meanwhile. */
  public Optional<String> userOf(String anonymousId) {
    return byDevice.getOrDefault(anonymousId, List.of()).stream()
        .filter(IdentityEdge::isMerged)
        .map(IdentityEdge::userId)
        .findFirst();
  }

  /** Whether a second user was seen on a device up to that place in the log. */
  private boolean isShared(String anonymousId, EventCursor place) {
    DeviceSharing sharing = sharings.get(anonymousId);
    return sharing != null && sharing.holdsAt(place);
  }

  /** Whether that place in the log is the one from which on a device is shared. */
  public boolean isSharedFrom(String anonymousId, EventCursor place) {
    DeviceSharing sharing = sharings.get(anonymousId);
    return sharing != null && sharing.from().equals(place);
  }

  /** Whether a second user was seen on a device anywhere in the log: it leads to no user. */
  public boolean isEverShared(String anonymousId) {
    return sharings.containsKey(anonymousId);
  }

  /** The devices that this batch has found to be shared. */
  public Collection<DeviceSharing> shared() {
    return shared.values();
  }

  /** The edges this batch has made or changed. */
  public Collection<IdentityEdge> changed() {
    return changed.values();
  }

  private int devicesOf(String userId) {
    return devicesByUser.computeIfAbsent(userId, devicesOfUser::applyAsInt);
  }

  private static int placeOf(String userId, List<IdentityEdge> edges) {
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i).userId().equals(userId)) {
        return i;
      }
    }
    return edges.size();
  }

  private List<IdentityEdge> of(String anonymousId) {
    return byDevice.computeIfAbsent(anonymousId, device -> new ArrayList<>(1));
  }
}
