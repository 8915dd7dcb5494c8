package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.profile.identity.IdentityEdge.Reason;
import io.storeloop.profile.identity.IdentityEdge.State;
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
 * The identity rule over one batch of events, in the order of the log: begins with the edges that
 * earlier batches made.
 *
 * <p>Only the first user seen on a device can be merged with it, and only if the shop vouches for
 * it or the user was not known before. From the second user on the device is shared: what it does
 * without a user's id is nobody's from then on. Not thread-safe.
 */
public final class Bindings {
  /** Devices merged into one user; who has more is no person. */
  public static final int MOST_DEVICES = 50;

  /** Users noted per device; who shares it with more is not told by name. */
  static final int MOST_USERS = 10;

  private final Map<String, List<IdentityEdge>> byDevice = new HashMap<>();
  private final Map<UUID, IdentityEdge> changed = new LinkedHashMap<>();
  private final Map<String, Integer> devicesByUser = new HashMap<>();
  private final EventTrust trust;
  private final ToIntFunction<String> devicesOfUser;

  /**
   * {@code edges} must hold every edge made so far of the batch's anonymous ids, in the order of
   * their places; {@code devicesOfUser} tells how many devices earlier batches merged into a user.
   */
  public Bindings(
      Collection<IdentityEdge> edges, ToIntFunction<String> devicesOfUser, EventTrust trust) {
    edges.forEach(edge -> of(edge.anonymousId()).add(edge));
    this.devicesOfUser = devicesOfUser;
    this.trust = trust;
  }

  /**
   * Takes in the next event's ids.
   *
   * @param known whether an earlier event carried this event's user id
   * @return the edge that this very event has made or changed
   */
  public Optional<IdentityEdge> observe(Event event, boolean known) {
    if (event.userId() == null || event.anonymousId() == null) {
      return Optional.empty();
    }
    List<IdentityEdge> edges = of(event.anonymousId());
    int at = placeOf(event.userId(), edges);
    if (at >= MOST_USERS || at < edges.size() && !mayStillMerge(edges)) {
      return Optional.empty();
    }
    IdentityEdge edge = decided(event, at, known);
    if (at < edges.size()) {
      if (!edge.isMerged()) {
        return Optional.empty();
      }
      edges.set(at, edge);
    } else {
      edges.add(edge);
    }
    if (edge.isMerged()) {
      devicesByUser.merge(edge.userId(), 1, Integer::sum);
    }
    changed.put(edge.id(), edge);
    return Optional.of(edge);
  }

  /** Whose event it is: the identity that founds the shopper's profile. */
  public Identity ownerOf(Event event) {
    if (event.userId() != null) {
      return Identity.user(event.userId());
    }
    String anonymousId = Objects.requireNonNull(event.anonymousId());
    List<IdentityEdge> edges = byDevice.getOrDefault(anonymousId, List.of());
    return edges.size() == 1 && edges.getFirst().isMerged()
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

  /** The edges this batch has made or changed. */
  public Collection<IdentityEdge> changed() {
    return changed.values();
  }

  /** A first user that was refused, on a device nobody else has used since. */
  private static boolean mayStillMerge(List<IdentityEdge> edges) {
    return edges.size() == 1 && edges.getFirst().state() == State.REFUSED;
  }

  private IdentityEdge decided(Event event, int place, boolean known) {
    if (place > 0) {
      return IdentityEdge.of(event, place, State.REFUSED, Reason.SHARED_DEVICE);
    }
    Optional<Reason> reason = trust.mergeReason(event, known);
    if (reason.isEmpty()) {
      return IdentityEdge.of(event, place, State.REFUSED, Reason.UNSIGNED);
    }
    return devicesOf(Objects.requireNonNull(event.userId())) < MOST_DEVICES
        ? IdentityEdge.of(event, place, State.MERGED, reason.get())
        : IdentityEdge.of(event, place, State.REFUSED, Reason.TOO_MANY_DEVICES);
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
