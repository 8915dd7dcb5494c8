package io.storeloop.launcher.command;

import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** One of the things the launcher can do. */
public sealed interface Command {
  int DEFAULT_PORT = 8080;

  /** How to use it; {@code ./run} prints the same file. */
  static String usage() {
    try (InputStream in = Command.class.getResourceAsStream("/usage.txt")) {
      return new String(
          Objects.requireNonNull(in, "usage.txt").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints how to use it. */
  record ShowHelp() implements Command {}

  /**
   * Starts the suite.
   *
   * @param port 0 for any free one
   * @param fresh delete the data first
   */
  record RunSuite(int port, int shoppers, boolean demo, boolean fresh) implements Command {}

  /** Sends a file to the running suite. */
  record ImportFile(String format, Path file) implements Command {}

  /** Judges the recommendations on a data set; what the arguments mean is told there. */
  record Evaluate(List<String> arguments) implements Command {
    public Evaluate {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Reads the command line.
   *
   * @throws Refusal with exit code {@link Refusal#USAGE} if it is not one of the above
   */
  static Command parse(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new ShowHelp();
    }
    if (!arguments.isEmpty() && "evaluate".equals(arguments.getFirst())) {
      return new Evaluate(arguments.subList(1, arguments.size()));
    }
    Deque<String> rest = new ArrayDeque<>(arguments);
    return "import".equals(rest.peek()) ? importFile(rest) : runSuite(rest);
  }

  private static Command importFile(Deque<String> rest) {
    rest.remove();
    if (rest.size() != 2 || rest.stream().anyMatch(argument -> argument.startsWith("--"))) {
      throw usage("import needs a format and a file: ./run import tmall2014 events.csv.gz");
    }
    return new ImportFile(rest.remove(), Path.of(rest.remove()));
  }

  private static Command runSuite(Deque<String> rest) {
    int port = DEFAULT_PORT;
    int shoppers = DemoShopOptions.DEFAULT_SHOPPERS;
    boolean demo = true;
    boolean fresh = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      int equals = argument.indexOf('=');
      if (equals > 0) {
        rest.push(argument.substring(equals + 1));
        argument = argument.substring(0, equals);
      }
      switch (argument) {
        case "--port" -> port = number(argument, rest, 0, 65_535);
        case "--shoppers" -> shoppers = number(argument, rest, 1, DemoShopOptions.MAX_SHOPPERS);
        case "--no-demo" -> demo = false;
        case "--fresh" -> fresh = true;
        default -> throw usage("'%s' is not known".formatted(argument));
      }
    }
    return new RunSuite(port, shoppers, demo, fresh);
  }

  private static int number(String option, Deque<String> rest, int least, int most) {
    String text = rest.isEmpty() ? "" : rest.remove();
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
      throw usage("%s needs a number from %d to %d, not %s".formatted(option, least, most, text));
    } catch (NumberFormatException notANumber) {
      throw usage("%s needs a number from %d to %d, not '%s'".formatted(option, least, most, text));
    }
  }

  private static Refusal usage(String what) {
    return new Refusal(Refusal.USAGE, what + "; ./run --help shows what is.");
  }
}
