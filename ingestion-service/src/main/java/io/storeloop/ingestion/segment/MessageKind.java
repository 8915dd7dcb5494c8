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
}
