package io.storeloop.profile.predictor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is foretold of a shopper, within the horizon. */
public enum Target {
  /** Buys; asked of everybody who was seen. */
  PURCHASE,
  /** Buys nothing; asked of those who have bought. */
  CHURN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Target> ofWireName(String name) {
    return List.of(values()).stream().filter(target -> target.wireName().equals(name)).findFirst();
  }

  /** Whether the question makes sense for who has done this. */
  boolean isAskedOf(List<Act> past) {
    return this == PURCHASE
        ? !past.isEmpty()
        : past.stream().anyMatch(act -> act.kind() == ActKind.PURCHASE);
  }
}
