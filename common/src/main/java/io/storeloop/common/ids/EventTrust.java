package io.storeloop.common.ids;

import io.storeloop.common.events.Event;
import java.util.Optional;

/**
 * Whether the shop itself vouches for what an event says of its user. A write key is public: with
 * it anybody can send any {@code userId}.
 */
public final class EventTrust {
  private static final String IMPORTS = "import:";

  private final IdentitySignatures signatures;
  private final boolean newUsersUnsigned;

  /**
   * {@code newUsersUnsigned}: an event nobody vouches for may tie its device to a user who was not
   * known before.
   */
  public EventTrust(IdentitySignatures signatures, boolean newUsersUnsigned) {
    this.signatures = signatures;
    this.newUsersUnsigned = newUsersUnsigned;
  }

  /**
   * Why the device of this event may be merged with its user; empty if it may not.
   *
   * @param known whether an earlier event carried the user's id
   */
  Optional<EdgeReason> mergeReason(Event event, boolean known) {
    if (signatures.areValidFor(event)) {
      return Optional.of(EdgeReason.SIGNED);
    }
    if (event.source().startsWith(IMPORTS)) {
      return Optional.of(EdgeReason.IMPORTED);
    }
    return known || !newUsersUnsigned ? Optional.empty() : Optional.of(EdgeReason.NEW_USER);
  }
}
