package io.storeloop.recommendation.evaluation;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param test what is held back; without it the protocol takes it from the training file
 * @param negatives what the held-back item is ranked against
 * @param cut first day of the test period, for a time split inside one file
 * @param horizonDays how many days ahead a time split foretells; without it as the test tells
 * @param ks list lengths, ascending
 * @param budget how long the search for settings may take
 * @param json where the result is written as JSON
 */
record EvaluationOptions(
    EvaluationProtocol protocol,
    Path train,
    @Nullable Path test,
    @Nullable Path negatives,
    @Nullable String cut,
    @Nullable Integer horizonDays,
    List<Integer> ks,
    long seed,
    Duration budget,
    @Nullable Path json) {

  static final Duration DEFAULT_BUDGET = Duration.ofMinutes(5);
  static final Duration MAX_BUDGET = Duration.ofHours(24);
  static final int MAX_K = 1_000;
  static final int MAX_KS = 10;

  private static final Set<String> NAMES =
      Set.of(
          "--protocol",
          "--train",
          "--test",
          "--negatives",
          "--cut",
          "--horizon",
          "--k",
          "--seed",
          "--budget",
          "--json");
  private static final Pattern SHORT_DURATION =
      Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(s|m|h)?");
  private static final long DEFAULT_SEED = 42;

  /**
   * Reads the command line behind {@code evaluate}.
   *
   * @throws EvaluationRefusal if an option is unknown, missing, doubled or not sensible
   */
  static EvaluationOptions parse(List<String> arguments) {
    Map<String, String> given = given(arguments);
    EvaluationProtocol protocol =
        EvaluationProtocol.of(required(given, "--protocol", "sessions, leave-last-out, …"));
    Path train = Path.of(required(given, "--train", "the file to learn from"));
    var options =
        new EvaluationOptions(
            protocol,
            train,
            path(given, "--test"),
            path(given, "--negatives"),
            given.get("--cut"),
            horizon(given.get("--horizon")),
            ks(given.getOrDefault("--k", "10,20")),
            seed(given.get("--seed")),
            budget(given.get("--budget")),
            path(given, "--json"));
    options.requireFitting();
    return options;
  }

  private void requireFitting() {
    if (test == null
        && (protocol == EvaluationProtocol.SESSIONS || protocol == EvaluationProtocol.SPLIT)) {
      throw new EvaluationRefusal(
          "The protocol %s needs --test FILE: what is held back.".formatted(protocol.label()));
    }
    if (protocol == EvaluationProtocol.TIME_SPLIT && (test == null) == (cut == null)) {
      throw new EvaluationRefusal(
          "The protocol time-split needs either --test FILE or --cut DATE, the first day of the test period.");
    }
    if (cut != null && protocol != EvaluationProtocol.TIME_SPLIT) {
      throw new EvaluationRefusal("--cut belongs to the protocol time-split.");
    }
    if (horizonDays != null && protocol != EvaluationProtocol.TIME_SPLIT) {
      throw new EvaluationRefusal("--horizon belongs to the protocol time-split.");
    }
    if (negatives != null && protocol != EvaluationProtocol.GIVEN_NEGATIVES) {
      throw new EvaluationRefusal("--negatives belongs to the protocol given-negatives.");
    }
  }

  private static Map<String, String> given(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String name = rest.remove();
      int equals = name.startsWith("--") ? name.indexOf('=') : -1;
      if (equals > 0) {
        rest.push(name.substring(equals + 1));
        name = name.substring(0, equals);
      }
      if (!NAMES.contains(name)) {
        throw new EvaluationRefusal(
            "'%s' is not known to evaluate; ./run --help shows what is.".formatted(name));
      }
      String value = rest.poll();
      if (value == null || value.startsWith("--")) {
        throw new EvaluationRefusal("%s needs a value.".formatted(name));
      }
      if (given.put(name, value) != null) {
        throw new EvaluationRefusal("%s is given twice.".formatted(name));
      }
    }
    return given;
  }

  private static String required(Map<String, String> given, String name, String what) {
    String value = given.get(name);
    if (value == null) {
      throw new EvaluationRefusal("evaluate needs %s: %s.".formatted(name, what));
    }
    return value;
  }

  private static @Nullable Path path(Map<String, String> given, String name) {
    String value = given.get(name);
    return value == null ? null : Path.of(value);
  }

  private static List<Integer> ks(String text) {
    List<Integer> ks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.strip().matches("[0-9]{1,4}")
          || Integer.parseInt(part.strip()) < 1
          || Integer.parseInt(part.strip()) > MAX_K) {
        throw new EvaluationRefusal(
            "--k needs list lengths from 1 to %d like 10,20, not '%s'.".formatted(MAX_K, text));
      }
      ks.add(Integer.parseInt(part.strip()));
    }
    List<Integer> distinct = ks.stream().distinct().sorted().toList();
    if (distinct.size() > MAX_KS) {
      throw new EvaluationRefusal("--k takes at most %d list lengths.".formatted(MAX_KS));
    }
    return distinct;
  }

  private static @Nullable Integer horizon(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1) {
      throw new EvaluationRefusal(
          "--horizon needs a number of days from 1 to 999, not '%s'.".formatted(text));
    }
    return Integer.valueOf(text);
  }

  private static long seed(@Nullable String text) {
    try {
      return text == null ? DEFAULT_SEED : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new EvaluationRefusal("--seed needs a whole number, not '%s'.".formatted(text));
    }
  }

  private static Duration budget(@Nullable String text) {
    if (text == null) {
      return DEFAULT_BUDGET;
    }
    Duration budget = duration(text);
    if (budget == null
        || budget.isNegative()
        || budget.toMillis() == 0
        || budget.compareTo(MAX_BUDGET) > 0) {
      throw new EvaluationRefusal(
          "--budget needs a time above 0 and up to 24 hours like 300, 90s, 5m or PT5M, not '%s'."
              .formatted(text));
    }
    return budget;
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = SHORT_DURATION.matcher(text);
    if (matcher.matches()) {
      String unit = String.valueOf(matcher.group(2));
      long millis = unit.equals("h") ? 3_600_000 : unit.equals("m") ? 60_000 : 1_000;
      BigDecimal number = new BigDecimal(matcher.group(1));
      return Duration.ofMillis(number.multiply(BigDecimal.valueOf(millis)).longValue());
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notADuration) {
      return null;
    }
  }
}
