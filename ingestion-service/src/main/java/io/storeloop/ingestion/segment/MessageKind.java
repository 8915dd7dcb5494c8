package io.storeloop.ingestion.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of message that Segment's clients send; the wire name is the constant in lower case.
 */
enum MessageKind {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MessageKind> ofWireName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }

  /** The kind by the end of a path: its name, or the first letter of it, as browsers send it. */
  static Optional<MessageKind> ofPath(String end) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(end) || kind.wireName().substring(0, 1).equals(end))
        .findFirst();
  }
}
