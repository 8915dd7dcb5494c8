package io.storeloop.common.ids;

import java.util.Locale;

/** Why a claim that a device and a user are one shopper was followed or not. */
public enum EdgeReason {
  /** The user was not known before: the device on which they appear is theirs. */
  NEW_USER(EdgeState.MERGED),
  /** The shop's server signed the user's id. */
  SIGNED(EdgeState.MERGED),
  /** It stands in a file that the shop imported. */
  IMPORTED(EdgeState.MERGED),
  /** The user was known, and anybody could have sent this. */
  UNSIGNED(EdgeState.REFUSED),
  /** Another user had been seen on the device. */
  SHARED_DEVICE(EdgeState.REFUSED),
  /** The user has as many devices as a person can have. */
  TOO_MANY_DEVICES(EdgeState.REFUSED);

  private final EdgeState state;

  EdgeReason(EdgeState state) {
    this.state = state;
  }

  /** What the claim came to. */
  public EdgeState state() {
    return state;
  }

  /** The name in the database and in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
