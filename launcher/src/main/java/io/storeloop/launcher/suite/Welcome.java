package io.storeloop.launcher.suite;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.home.ApiKeys;

/** What the operator needs to go on: addresses and keys. Only ever printed, never logged. */
record Welcome(Console console, int port, ApiKeys keys) {
  void addresses() {
    String base = "http://localhost:" + port;
    console.line("  dashboard    " + base + "/");
    console.line("  Swagger UI   " + base + "/swagger-ui.html");
    console.line("  health       " + base + "/actuator/health");
    console.line("  secret key   " + keys.secret() + "   (servers: everything)");
    console.line("  write key    " + keys.write() + "   (browsers: may send events)");
  }

  void farewell() {
    console.line("");
    console.line(
        "Storeloop runs at http://localhost:%d/ - Ctrl-C stops it and loses nothing."
            .formatted(port));
  }
}
