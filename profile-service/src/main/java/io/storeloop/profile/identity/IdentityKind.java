package io.storeloop.profile.identity;

import java.util.Locale;

/** What an id identifies: a shopper the shop knows, or a browser or device. */
public enum IdentityKind {
  USER,
  ANONYMOUS;

  /** The name in the database and in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
