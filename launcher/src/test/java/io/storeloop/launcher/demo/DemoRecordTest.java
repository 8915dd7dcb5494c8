package io.storeloop.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.launcher.home.StoreloopHome;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRecordTest {
  private static final Instant END = Instant.parse("2026-11-23T22:00:00.123Z");

  @TempDir private Path folder;

  @Test
  void anInterruptedFillingGoesOnWithTheSameShop() {
    try (StoreloopHome home = StoreloopHome.open(folder)) {
      assertThat(DemoRecord.read(home)).isEmpty();

      DemoRecord begun = new DemoRecord(50, END, false).write(home);

      assertThat(DemoRecord.read(home)).contains(begun);
      assertThat(begun.options().endExclusive()).isEqualTo(END);
      assertThat(begun.options().shoppers()).isEqualTo(50);
    }
  }

  @Test
  void aCompleteShopIsRememberedAsComplete() {
    try (StoreloopHome home = StoreloopHome.open(folder)) {
      new DemoRecord(50, END, false).write(home).completed().write(home);

      assertThat(DemoRecord.read(home)).contains(new DemoRecord(50, END, true));
    }
  }
}
