package io.storeloop.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a benchmark is told, as {@code name=value}; lists have a comma between two. */
public final class Settings {
  private final Map<String, String> given;

  private Settings(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Reads arguments.
   *
   * @param defaults of every name there is
   * @throws IllegalArgumentException if an argument is none of these names with a value
   */
  public static Settings of(String[] arguments, Map<String, String> defaults) {
    Map<String, String> given = new HashMap<>(defaults);
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length != 2 || !defaults.containsKey(pair[0])) {
        throw new IllegalArgumentException(
            "'" + argument + "' is none of " + defaults.keySet() + "=VALUE");
      }
      given.put(pair[0], pair[1]);
    }
    return new Settings(given);
  }

  public String text(String name) {
    return Objects.requireNonNull(given.get(name), name);
  }

  /** Absolute. */
  public Path path(String name) {
    return Path.of(text(name)).toAbsolutePath();
  }

  public int whole(String name) {
    return Integer.parseInt(text(name));
  }

  public long large(String name) {
    return Long.parseLong(text(name));
  }

  public double number(String name) {
    return Double.parseDouble(text(name));
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  public Duration seconds(String name) {
    return Duration.ofSeconds(large(name));
  }

  /** None where nothing is given. */
  public List<String> words(String name) {
    return Arrays.stream(text(name).split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }

  public List<Integer> wholes(String name) {
    return words(name).stream().map(Integer::valueOf).toList();
  }
}
