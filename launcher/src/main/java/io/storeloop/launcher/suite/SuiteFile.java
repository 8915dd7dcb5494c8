package io.storeloop.launcher.suite;

import io.storeloop.launcher.home.PrivateFile;
import io.storeloop.launcher.home.StoreloopHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code suite.json}: where the suite of this folder answers, for commands in other windows. */
public final class SuiteFile {
  private static final String NAME = "suite.json";

  private SuiteFile() {}

  static void write(StoreloopHome home, int port) {
    PrivateFile.write(home.file(NAME), "{\"port\": %d}%n".formatted(port));
  }

  /** The port of the suite that last started on this folder; empty if none ever did. */
  public static OptionalInt port(Path folder) {
    try {
      var json = JsonMapper.shared().readTree(Files.readString(folder.resolve(NAME)));
      return OptionalInt.of(json.required("port").intValue());
    } catch (IOException | JacksonException none) {
      return OptionalInt.empty();
    }
  }
}
