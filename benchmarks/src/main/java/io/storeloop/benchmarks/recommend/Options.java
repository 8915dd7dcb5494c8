package io.storeloop.benchmarks.recommend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param jar the service's executable jar
 * @param folder where the database lies while it runs; removed afterwards
 * @param items of the catalogue
 * @param users with a history
 * @param eventsPerUser on average; few users have most of them
 * @param heap the service's, in words of the JVM
 * @param jvm further options of the service's JVM, with a comma between two
 * @param connections of the closed loops
 * @param rate calls a second of the open loop
 * @param time of one measurement
 * @param rounds how often the empty endpoint and recommendations take turns
 * @param patience how long reading the log, and then a training, may take
 */
record Options(
    Path jar,
    Path folder,
    int items,
    int users,
    int eventsPerUser,
    String heap,
    List<String> jvm,
    int connections,
    double rate,
    Duration time,
    int rounds,
    Duration patience) {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("jar", ""),
          Map.entry("folder", ""),
          Map.entry("items", "100000"),
          Map.entry("users", "200000"),
          Map.entry("eventsPerUser", "10"),
          Map.entry("heap", "2g"),
          Map.entry("jvm", ""),
          Map.entry("connections", "16"),
          Map.entry("rate", "1000"),
          Map.entry("seconds", "10"),
          Map.entry("rounds", "3"),
          Map.entry("patience", "600"));

  static Options of(String[] arguments) {
    Map<String, String> given = new HashMap<>(DEFAULTS);
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length != 2 || !DEFAULTS.containsKey(pair[0])) {
        throw new IllegalArgumentException(
            "'" + argument + "' is none of " + DEFAULTS.keySet() + "=VALUE");
      }
      given.put(pair[0], pair[1]);
    }
    return new Options(
        Path.of(value(given, "jar")).toAbsolutePath(),
        Path.of(value(given, "folder")).toAbsolutePath(),
        Integer.parseInt(value(given, "items")),
        Integer.parseInt(value(given, "users")),
        Integer.parseInt(value(given, "eventsPerUser")),
        value(given, "heap"),
        Stream.of(value(given, "jvm").split(",")).filter(option -> !option.isEmpty()).toList(),
        Integer.parseInt(value(given, "connections")),
        Double.parseDouble(value(given, "rate")),
        Duration.ofSeconds(Long.parseLong(value(given, "seconds"))),
        Integer.parseInt(value(given, "rounds")),
        Duration.ofSeconds(Long.parseLong(value(given, "patience"))));
  }

  private static String value(Map<String, String> given, String name) {
    return Objects.requireNonNull(given.get(name), name);
  }
}
