package io.storeloop.common.events;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did it, when it was no shopper. Such events are kept, and left out of what is learned. */
public enum Traffic {
  /** A program that visits the shop. */
  BOT,
  /** The shop's own people trying things out. */
  TEST;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name; empty for null, which is a shopper, and for what is no kind. */
  public static Optional<Traffic> ofWireName(@Nullable String name) {
    for (Traffic traffic : values()) {
      if (traffic.wireName().equals(name)) {
        return Optional.of(traffic);
      }
    }
    return Optional.empty();
  }
}
