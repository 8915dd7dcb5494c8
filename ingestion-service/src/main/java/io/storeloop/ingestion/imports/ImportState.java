package io.storeloop.ingestion.imports;

import java.util.Locale;

/** How far an import is. */
enum ImportState {
  WAITING,
  RUNNING,
  COMPLETED,
  /** The file as a whole could not be read on; the rows before that place are stored. */
  FAILED,
  /** Somebody asked to stop; the rows done until then are stored. */
  CANCELLED;

  boolean isOver() {
    return this != WAITING && this != RUNNING;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImportState ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
