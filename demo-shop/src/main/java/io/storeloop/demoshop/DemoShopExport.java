package io.storeloop.demoshop;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a demo shop to files or the standard output, one JSON object a line. */
public final class DemoShopExport {
  static final String USAGE =
      """
      Usage: demo-shop [--seed N] [--shoppers N] [--items-count N] [--days N] [--end DATE] [--events FILE] [--items FILE]
        --end     where the period ends, exclusively: 2026-01-31 or 2026-01-31T12:00:00Z (default 2026-07-01)
        --events  file for the events, - for the standard output (the default if neither file is named)
        --items   file for the catalogue, - for the standard output
      """;

  private static final Instant DEFAULT_END = Instant.parse("2026-07-01T00:00:00Z");
  private static final String STANDARD_OUTPUT = "-";

  private DemoShopOptions options = DemoShopOptions.endingAt(DEFAULT_END);
  private Optional<String> events = Optional.empty();
  private Optional<String> items = Optional.empty();

  private DemoShopExport() {}

  public static void main(String[] arguments) {
    int status = run(List.of(arguments), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The exit status: 0, 1 if a file cannot be written, 2 if the arguments make no sense. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    try {
      new DemoShopExport().read(arguments.iterator()).export(out);
      return 0;
    } catch (IllegalArgumentException refused) {
      err.println(refused.getMessage());
      err.print(USAGE);
      return 2;
    } catch (IOException | UncheckedIOException failed) {
      err.println("Could not write: " + failed.getMessage());
      return 1;
    }
  }

  private DemoShopExport read(Iterator<String> arguments) {
    while (arguments.hasNext()) {
      String name = arguments.next();
      if (!arguments.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      read(name, arguments.next());
    }
    if (events.isEmpty() && items.isEmpty()) {
      events = Optional.of(STANDARD_OUTPUT);
    }
    return this;
  }

  private void read(String name, String value) {
    switch (name) {
      case "--seed" -> options = options.withSeed(number(name, value));
      case "--shoppers" -> options = options.withShoppers(count(name, value));
      case "--items-count" -> options = options.withItems(count(name, value));
      case "--days" -> options = options.withDays(count(name, value));
      case "--end" -> options = options.withEnd(moment(value));
      case "--events" -> events = Optional.of(value);
      case "--items" -> items = Optional.of(value);
      default -> throw new IllegalArgumentException("unknown option " + name);
    }
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          name + " needs a whole number, not \"" + value + "\"", malformed);
    }
  }

  private static int count(String name, String value) {
    long number = number(name, value);
    if (number != (int) number) {
      throw new IllegalArgumentException(name + " is too large: " + value);
    }
    return (int) number;
  }

  private static Instant moment(String value) {
    try {
      return value.contains("T")
          ? Instant.parse(value)
          : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "--end needs a date or an instant, not \"" + value + "\"", malformed);
    }
  }

  private void export(PrintStream out) throws IOException {
    DemoShop shop = DemoShop.open(options);
    if (items.isPresent()) {
      write(items.get(), out, shop.items().stream().map(ShopJson::line));
    }
    if (events.isPresent()) {
      write(events.get(), out, shop.events().map(ShopJson::line));
    }
  }

  private static void write(String target, PrintStream out, Stream<String> lines)
      throws IOException {
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(open(target, out), StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) lines::iterator) {
        writer.write(line);
        writer.write('\n');
      }
    }
    if (out.checkError()) {
      throw new IOException("the standard output is closed");
    }
  }

  private static OutputStream open(String target, PrintStream out) throws IOException {
    return target.equals(STANDARD_OUTPUT)
        ? new LeftOpen(out)
        : Files.newOutputStream(Path.of(target));
  }

  /** The standard output is flushed, not closed, so that a second list can follow. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
