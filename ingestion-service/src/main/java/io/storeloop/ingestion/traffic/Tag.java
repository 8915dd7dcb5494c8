package io.storeloop.ingestion.traffic;

import io.storeloop.common.events.Traffic;

/** Who did it instead of a shopper, and what gave them away. */
public record Tag(Traffic traffic, Signal signal) {
  static Tag of(Signal signal) {
    return new Tag(signal.traffic(), signal);
  }

  /** {@code bot/headless}: the code under which it is counted. */
  public String code() {
    return traffic.wireName() + "/" + signal.wireName();
  }
}
