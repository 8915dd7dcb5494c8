package io.storeloop.common.ids;

import java.util.Locale;

/** What became of the claim that a device and a user are one shopper. */
public enum EdgeState {
  MERGED,
  REFUSED,
  /** By the shop; no later event merges the two again. */
  UNDONE;

  /** The name in the database and in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that {@link #wireName()}. */
  public static EdgeState ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
