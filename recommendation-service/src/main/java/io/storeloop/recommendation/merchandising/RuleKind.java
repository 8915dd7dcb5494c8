package io.storeloop.recommendation.merchandising;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule does to the items that meet its condition. */
public enum RuleKind {
  /** The best of them stands at a position. */
  PIN,
  /** Their score is multiplied by a factor. */
  BOOST,
  /** They come behind everything else. */
  BURY,
  /** They are never shown. */
  EXCLUDE,
  /** At most so many of one category or brand are shown. */
  QUOTA,
  /**
   * At most so many of one category or brand stand in a row, as long as there is something else.
   */
  DIVERSITY;

  static Optional<RuleKind> ofWireName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean counts() {
    return this == QUOTA || this == DIVERSITY;
  }
}
