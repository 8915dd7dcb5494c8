package io.storeloop.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The browser of the tests: one that is installed, and that asks nobody for anything. */
final class Chromium {
  static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** From {@code -Dstoreloop.chromium}, else where Debian puts it. */
  static Path executable() {
    Path path = Path.of(System.getProperty("storeloop.chromium", "/usr/bin/chromium"));
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          path + " is no browser: install chromium, or name one with -Dstoreloop.chromium");
    }
    return path;
  }
}
