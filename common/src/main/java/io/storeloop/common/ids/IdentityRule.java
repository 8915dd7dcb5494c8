package io.storeloop.common.ids;

import io.storeloop.common.events.Event;
import java.util.Optional;

/**
 * Which ids are one shopper: the same answer in every service that reads the log in its order.
 *
 * <p>An event with a {@code userId} is that user's. If it names a device ({@code anonymousId}) too,
 * it claims that the two are one shopper. Only the first user seen on a device can be merged with
 * it, and only if the shop vouches for the claim or the user was not known before. From the second
 * user on the device is shared: it is merged with nobody any more, and what it does without a
 * {@code userId} is nobody's from then on; what it did before stays the first user's.
 *
 * <p>Pure: each service keeps what it has seen and tells it. Thread-safe.
 */
public final class IdentityRule {
  /** Devices merged into one user; who has more is no person. */
  public static final int MOST_DEVICES = 50;

  private final EventTrust trust;

  public IdentityRule(EventTrust trust) {
    this.trust = trust;
  }

  /**
   * What the claim of an event comes to.
   *
   * @param use of the event's device before
   * @param known whether an earlier event carried the event's {@code userId}
   * @param devicesOfUser how many devices are merged with the event's user
   * @return empty if the event claims nothing, or nothing that is not decided already
   */
  public Optional<EdgeReason> decide(Event event, DeviceUse use, boolean known, int devicesOfUser) {
    if (event.userId() == null || event.anonymousId() == null) {
      return Optional.empty();
    }
    return switch (use) {
      case DECIDED -> Optional.empty();
      case ANOTHERS -> Optional.of(EdgeReason.SHARED_DEVICE);
      case UNSEEN -> Optional.of(first(event, known, devicesOfUser));
      case REFUSED ->
          Optional.of(first(event, known, devicesOfUser))
              .filter(reason -> reason.state() == EdgeState.MERGED);
    };
  }

  private EdgeReason first(Event event, boolean known, int devicesOfUser) {
    Optional<EdgeReason> reason = trust.mergeReason(event, known);
    if (reason.isEmpty()) {
      return EdgeReason.UNSIGNED;
    }
    return devicesOfUser < MOST_DEVICES ? reason.get() : EdgeReason.TOO_MANY_DEVICES;
  }

  /**
   * Whether what a device does without a {@code userId} is its first user's.
   *
   * @param first what became of the first user's claim
   * @param shared whether a second user was seen on it
   */
  public static boolean actsAreTheFirstUsers(EdgeState first, boolean shared) {
    return first == EdgeState.MERGED && !shared;
  }

  /**
   * Whether whoever sent the event may be taken for its user, with or without a device.
   *
   * @param known whether an earlier event carried the event's {@code userId}
   */
  public boolean isVouchedFor(Event event, boolean known) {
    return event.userId() != null && trust.mergeReason(event, known).isPresent();
  }
}
