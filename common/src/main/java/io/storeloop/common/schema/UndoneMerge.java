package io.storeloop.common.schema;

import java.util.UUID;

/**
 * A device that the shop has taken out of a user's profile.
 *
 * @param place in the order of all of them
 */
public record UndoneMerge(Place place, String anonymousId, String userId) {
  /**
   * Where a follower is.
   *
   * @param tx the transaction by which the edge was undone
   */
  public record Place(String tx, UUID edgeId) {
    /** Before the first. */
    public static final Place START = new Place("0", new UUID(0, 0));
  }
}
