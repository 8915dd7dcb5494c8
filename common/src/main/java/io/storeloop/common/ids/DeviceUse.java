package io.storeloop.common.ids;

/** What has been seen on a device before, as it concerns the user who claims it now. */
public enum DeviceUse {
  /** No user. */
  UNSEEN,
  /** This user alone, who was refused. */
  REFUSED,
  /** This user first, and nothing more is to be decided. */
  DECIDED,
  /** Another user first. */
  ANOTHERS;

  /**
   * The use of a device on which a user was seen.
   *
   * @param first what became of the first user's claim
   * @param shared whether a second user was seen
   * @param same whether the first user claims again
   */
  public static DeviceUse of(EdgeState first, boolean shared, boolean same) {
    if (!same) {
      return ANOTHERS;
    }
    return first == EdgeState.REFUSED && !shared ? REFUSED : DECIDED;
  }
}
