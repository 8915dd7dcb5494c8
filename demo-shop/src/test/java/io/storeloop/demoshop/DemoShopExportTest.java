package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopExportTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @Test
  void writesEventsAndItemsToFiles() throws Exception {
    Path events = folder.resolve("events.ndjson");
    Path items = folder.resolve("items.ndjson");

    int status =
        run(
            "--seed",
            "7",
            "--shoppers",
            "20",
            "--items-count",
            "60",
            "--days",
            "30",
            "--end",
            "2026-01-31",
            "--events",
            events.toString(),
            "--items",
            items.toString());

    DemoShop shop =
        DemoShop.open(new DemoShopOptions(7, 20, 60, 30, Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(status).isZero();
    assertThat(Files.readAllLines(events)).isEqualTo(shop.events().map(ShopJson::line).toList());
    assertThat(Files.readAllLines(items))
        .isEqualTo(shop.items().stream().map(ShopJson::line).toList());
    assertThat(out.size() + err.size()).isZero();
  }

  @Test
  void writesEventsToTheStandardOutputUnlessTold() {
    int status = run("--shoppers", "20");

    assertThat(status).isZero();
    assertThat(text(out).lines())
        .isEqualTo(DemoShop.open(ShopFixture.aShopOf(20)).events().map(ShopJson::line).toList());
  }

  @Test
  void helpTellsTheOptions() {
    assertThat(run("--help")).isZero();

    assertThat(text(out)).startsWith("Usage: demo-shop");
  }

  @Test
  void argumentsThatMakeNoSenseAreExplained() {
    assertRefused("unknown option --shopers", "--shopers", "3");
    assertRefused("--seed needs a value", "--seed");
    assertRefused("--days needs a whole number, not \"many\"", "--days", "many");
    assertRefused("--shoppers is too large: 3000000000", "--shoppers", "3000000000");
    assertRefused("shoppers must be between 1 and 1000000, not 0", "--shoppers", "0");
    assertRefused("--end needs a date or an instant, not \"soon\"", "--end", "soon");
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    int status = run("--events", folder.resolve("missing/events.ndjson").toString());

    assertThat(status).isEqualTo(1);
    assertThat(text(err)).startsWith("Could not write: ").contains("missing");
  }

  private void assertRefused(String message, String... arguments) {
    err.reset();
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(text(err)).startsWith(message + "\n");
    assertThat(out.size()).isZero();
  }

  private int run(String... arguments) {
    return DemoShopExport.run(
        List.of(arguments),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
