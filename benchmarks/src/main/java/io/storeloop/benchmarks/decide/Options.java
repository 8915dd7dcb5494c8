package io.storeloop.benchmarks.decide;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param jar campaign-service's executable jar
 * @param profileJar profile-service's
 * @param folder where the database lies while it runs; removed afterwards
 * @param shoppers with profiles
 * @param campaigns the numbers of running campaigns at which to measure, ascending
 * @param heap of each service, in words of the JVM
 * @param jvm further options of both services' JVMs, with a comma between two
 * @param connections of the loops
 * @param rate calls a second of the open loop
 * @param time of one measurement
 * @param rounds how often the empty endpoint and decisions take turns
 * @param patience how long reading the log may take
 * @param recording file of a flight recording of campaign-service, or empty
 */
record Options(
    Path jar,
    Path profileJar,
    Path folder,
    int shoppers,
    List<Integer> campaigns,
    String heap,
    List<String> jvm,
    int connections,
    double rate,
    Duration time,
    int rounds,
    Duration patience,
    String recording) {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("jar", ""),
          Map.entry("profileJar", ""),
          Map.entry("folder", ""),
          Map.entry("shoppers", "20000"),
          Map.entry("campaigns", "10,100,1000"),
          Map.entry("heap", "512m"),
          Map.entry("jvm", ""),
          Map.entry("connections", "16"),
          Map.entry("rate", "500"),
          Map.entry("seconds", "10"),
          Map.entry("rounds", "3"),
          Map.entry("patience", "600"),
          Map.entry("recording", ""));

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
        Path.of(value(given, "profileJar")).toAbsolutePath(),
        Path.of(value(given, "folder")).toAbsolutePath(),
        Integer.parseInt(value(given, "shoppers")),
        Arrays.stream(value(given, "campaigns").split(",", -1)).map(Integer::valueOf).toList(),
        value(given, "heap"),
        Stream.of(value(given, "jvm").split(",")).filter(option -> !option.isEmpty()).toList(),
        Integer.parseInt(value(given, "connections")),
        Double.parseDouble(value(given, "rate")),
        Duration.ofSeconds(Long.parseLong(value(given, "seconds"))),
        Integer.parseInt(value(given, "rounds")),
        Duration.ofSeconds(Long.parseLong(value(given, "patience"))),
        value(given, "recording"));
  }

  private static String value(Map<String, String> given, String name) {
    return Objects.requireNonNull(given.get(name), name);
  }
}
