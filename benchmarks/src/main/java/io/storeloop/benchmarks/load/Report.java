package io.storeloop.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/**
 * Prints tables as they are filled, so that a run that is broken off leaves what it has measured.
 */
public final class Report {
  private final PrintStream out;

  public Report(PrintStream out) {
    this.out = out;
  }

  public void machine(BenchmarkPostgres postgres) throws IOException, SQLException {
    line(
        "%s · %d processors · load average %s · PostgreSQL %s · fsync=%s synchronous_commit=%s full_page_writes=%s"
            + " shared_buffers=%s max_wal_size=%s wal_compression=%s",
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        Files.readString(Path.of("/proc/loadavg")).strip(),
        postgres.text("show server_version"),
        postgres.text("show fsync"),
        postgres.text("show synchronous_commit"),
        postgres.text("show full_page_writes"),
        postgres.text("show shared_buffers"),
        postgres.text("show max_wal_size"),
        postgres.text("show wal_compression"));
  }

  public void table(String title, String... columns) {
    line("");
    line("## %s", title);
    line("| %s |", String.join(" | ", columns));
    line("|%s", " --- |".repeat(columns.length));
  }

  public void row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(text(cell)).append(" |");
    }
    line("%s", row);
  }

  private static String text(Object cell) {
    return switch (cell) {
      case Double number when number >= 100 -> String.format(Locale.ROOT, "%,.0f", number);
      case Double number -> String.format(Locale.ROOT, "%.2f", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      default -> cell.toString();
    };
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
