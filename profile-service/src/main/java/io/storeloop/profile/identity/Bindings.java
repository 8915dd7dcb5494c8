package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
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
 * that earlier batches made. Not thread-safe.
 */
public final class Bindings {
  /** Users noted per device; who shares it with more is not told by name. */
  static final int MOST_USERS = 10;

  private final Map<String, List<IdentityEdge>> byDevice = new HashMap<>();
  private final Map<UUID, IdentityEdge> changed = new LinkedHashMap<>();
  private final Map<String, Integer> devicesByUser = new HashMap<>();
  private final IdentityRule rule;
  private final ToIntFunction<String> devicesOfUser;

  /**
   * {@code edges} must hold every edge made so far of the batch's anonymous ids, in the order of
   * their places; {@code devicesOfUser} tells how many devices earlier batches merged into a user.
   */
  public Bindings(
      Collection<IdentityEdge> edges, ToIntFunction<String> devicesOfUser, IdentityRule rule) {
    edges.forEach(edge -> of(edge.anonymousId()).add(edge));
    this.devicesOfUser = devicesOfUser;
    this.rule = rule;
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
    boolean notedAsAnother = at > 0 && at < edges.size();
    if (at >= MOST_USERS || notedAsAnother) {
      return Optional.empty();
    }
    Optional<IdentityEdge> made =
        rule.decide(event, useOf(edges, at), known, devicesOf(event.userId()))
            .map(reason -> IdentityEdge.of(event, at, reason));
    made.ifPresent(edge -> note(edge, at, edges));
    return made;
  }

  private static DeviceUse useOf(List<IdentityEdge> edges, int at) {
    return edges.isEmpty()
        ? DeviceUse.UNSEEN
        : DeviceUse.of(edges.getFirst().state(), edges.size() > 1, at == 0);
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
  public Identity ownerOf(Event event) {
    if (event.userId() != null) {
      return Identity.user(event.userId());
    }
    String anonymousId = Objects.requireNonNull(event.anonymousId());
    List<IdentityEdge> edges = byDevice.getOrDefault(anonymousId, List.of());
    return !edges.isEmpty()
            && IdentityRule.actsAreTheFirstUsers(edges.getFirst().state(), edges.size() > 1)
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
