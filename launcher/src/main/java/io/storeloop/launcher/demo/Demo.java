package io.storeloop.launcher.demo;

import io.storeloop.demoshop.DemoShop;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.ProgressText;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.http.SuiteApi;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The demo shop: filled on the first start, shown on every start. */
public final class Demo {
  private final StoreloopHome home;
  private final SuiteApi api;
  private final Console console;
  private final Clock clock;

  /** {@code api} speaks to the suite whose data {@code home} holds. */
  public Demo(StoreloopHome home, SuiteApi api, Console console, Clock clock) {
    this.home = home;
    this.api = api;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Fills the shop if that has not been done, or not to the end.
   *
   * @throws io.storeloop.launcher.console.Refusal if the suite does not take it
   */
  public void fill(int shoppers) {
    Optional<DemoRecord> earlier = DemoRecord.read(home);
    if (earlier.isPresent() && earlier.get().complete()) {
      sayIfDifferent(earlier.get(), shoppers);
      return;
    }
    DemoRecord record =
        earlier.orElseGet(
            () -> new DemoRecord(shoppers, clock.instant().truncatedTo(ChronoUnit.MILLIS), false));
    record.write(home);
    console.line(
        "Filling the demo shop: %s shoppers, 90 days (only on the first start)"
            .formatted(ProgressText.number(record.shoppers())));
    long events = new DemoFilling(api, console).fill(DemoShop.open(record.options()));
    Learning learning = new Learning(api, console, clock);
    learning.awaitFollowers(events);
    learning.trainModel();
    new DemoSetup(api, console, clock).make();
    record.completed().write(home);
  }

  private void sayIfDifferent(DemoRecord earlier, int shoppers) {
    if (earlier.shoppers() != shoppers) {
      console.line(
          "The demo shop keeps its %s shoppers; ./run --fresh --shoppers %d makes a new one."
              .formatted(ProgressText.number(earlier.shoppers()), shoppers));
    }
  }

  /** Prints three calls with their answers. */
  public void showExamples(String key) {
    new Learning(api, console, clock).awaitModel();
    new Examples(api, key, console).print();
  }
}
