package io.storeloop.common.evaluation;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of one {@code ./run evaluate}, each with a value: {@code --k 10} or {@code --k=10}.
 *
 * @param values by name, dashes included
 */
public record GivenOptions(Map<String, String> values) {
  public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(5);
  public static final Duration MAX_BUDGET = Duration.ofHours(24);
  public static final long DEFAULT_SEED = 42;

  private static final Pattern SHORT_DURATION =
      Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(s|m|h)?");

  public GivenOptions {
    values = Map.copyOf(values);
  }

  /**
   * Reads the command line.
   *
   * @param known the names that are allowed
   * @throws EvaluationRefusal if an option is unknown, doubled or without a value
   */
  public static GivenOptions parse(List<String> arguments, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String name = nextName(rest);
      if (!known.contains(name)) {
        throw new EvaluationRefusal(
            "'%s' is not known to evaluate; ./run --help shows what is.".formatted(name));
      }
      String value = rest.poll();
      if (value == null || value.startsWith("--")) {
        throw new EvaluationRefusal("%s needs a value.".formatted(name));
      }
      if (values.put(name, value) != null) {
        throw new EvaluationRefusal("%s is given twice.".formatted(name));
      }
    }
    return new GivenOptions(values);
  }

  /** The value of {@code --protocol}, whatever stands beside it. */
  public static Optional<String> protocol(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      if (nextName(rest).equals("--protocol")) {
        return Optional.ofNullable(rest.poll());
      }
    }
    return Optional.empty();
  }

  private static String nextName(Deque<String> rest) {
    String name = rest.remove();
    int equals = name.startsWith("--") ? name.indexOf('=') : -1;
    if (equals < 0) {
      return name;
    }
    rest.push(name.substring(equals + 1));
    return name.substring(0, equals);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The value of an option that must be there.
   *
   * @param what tells a person what to put there
   */
  public String required(String name, String what) {
    return text(name)
        .orElseThrow(() -> new EvaluationRefusal("evaluate needs %s: %s.".formatted(name, what)));
  }

  public Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /**
   * A whole number in a range.
   *
   * @throws EvaluationRefusal if it is none
   */
  public Optional<Integer> number(String name, int from, int to) {
    return text(name).map(value -> number(name, value, from, to));
  }

  private static Integer number(String name, String value, int from, int to) {
    boolean whole = value.matches("-?[0-9]{1,9}");
    if (!whole || Integer.parseInt(value) < from || Integer.parseInt(value) > to) {
      throw new EvaluationRefusal(
          "%s needs a whole number from %d to %d, not '%s'.".formatted(name, from, to, value));
    }
    return Integer.valueOf(value);
  }

  /** Of everything drawn ({@code --seed}). */
  public long seed() {
    String text = values.get("--seed");
    try {
      return text == null ? DEFAULT_SEED : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new EvaluationRefusal("--seed needs a whole number, not '%s'.".formatted(text));
    }
  }

  /** How long settings may be tried ({@code --budget}). */
  public Duration budget() {
    String text = values.get("--budget");
    if (text == null) {
      return DEFAULT_BUDGET;
    }
    return duration(text)
        .filter(budget -> budget.toMillis() > 0 && budget.compareTo(MAX_BUDGET) <= 0)
        .orElseThrow(() ->
            new EvaluationRefusal(
                "--budget needs a time above 0 and up to 24 hours like 300, 90s, 5m or PT5M, not '%s'."
                    .formatted(text)));
  }

  private static Optional<Duration> duration(String text) {
    Matcher matcher = SHORT_DURATION.matcher(text);
    if (matcher.matches()) {
      String unit = String.valueOf(matcher.group(2));
      long millis = unit.equals("h") ? 3_600_000 : unit.equals("m") ? 60_000 : 1_000;
      BigDecimal number = new BigDecimal(matcher.group(1));
      return Optional.of(
          Duration.ofMillis(number.multiply(BigDecimal.valueOf(millis)).longValue()));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException notDuration) {
      return Optional.empty();
    }
  }
}
