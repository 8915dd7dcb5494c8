package io.storeloop.launcher.demo;

import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.PrivateFile;
import io.storeloop.launcher.home.StoreloopHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Which shop has been sent, kept beside the data: after an interruption the same events are sent
 * again under the same ids, and count once.
 *
 * @param complete whether everything was sent and set up
 */
record DemoRecord(int shoppers, Instant endExclusive, boolean complete) {
  private static final String FILE = "demo.properties";

  static Optional<DemoRecord> read(StoreloopHome home) {
    Path file = home.file(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new DemoRecord(
              Integer.parseInt(properties.getProperty("shoppers", "")),
              Instant.parse(properties.getProperty("end", "")),
              Boolean.parseBoolean(properties.getProperty("complete"))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new Refusal(
          "%s cannot be read (%s): start over by ./run --fresh.".formatted(file, e.getMessage()),
          e);
    }
  }

  DemoRecord write(StoreloopHome home) {
    PrivateFile.write(
        home.file(FILE),
        "shoppers=%d%nend=%s%ncomplete=%s%n".formatted(shoppers, endExclusive, complete));
    return this;
  }

  DemoRecord completed() {
    return new DemoRecord(shoppers, endExclusive, true);
  }

  DemoShopOptions options() {
    return DemoShopOptions.endingAt(endExclusive).withShoppers(shoppers);
  }
}
