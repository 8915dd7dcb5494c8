package io.storeloop.benchmarks.profiles;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param jar profile-service's executable jar
 * @param folder where the database lies while it runs; removed afterwards
 * @param profiles the sizes at which to measure, ascending
 * @param eventsPerProfile on average
 * @param heap the service's, in words of the JVM
 * @param jvm further options of the service's JVM, separated by commas
 * @param connections of the loops
 * @param rate calls a second of the open loop
 * @param liveRate events a second that come while the lag is measured, one after another
 * @param segments that there are, each with a threshold of orders and of recency
 * @param trainings beside which questions are asked: {@code clustering}, or a predictor's name
 * @param batch events that the follower applies in one transaction
 * @param time of one measurement
 * @param patience how long reading the log may take
 * @param recording file of a flight recording of the service, or empty
 */
record Options(
    Path jar,
    Path folder,
    List<Integer> profiles,
    int eventsPerProfile,
    String heap,
    List<String> jvm,
    int connections,
    double rate,
    List<Integer> liveRate,
    int segments,
    List<String> trainings,
    int batch,
    Duration time,
    Duration patience,
    String recording) {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("jar", ""),
          Map.entry("folder", ""),
          Map.entry("profiles", "100000,300000,1000000"),
          Map.entry("eventsPerProfile", "5"),
          Map.entry("heap", "1g"),
          Map.entry("jvm", ""),
          Map.entry("connections", "32"),
          Map.entry("rate", "1000"),
          Map.entry("liveRate", "2500,5000"),
          Map.entry("segments", "0"),
          Map.entry("trainings", "clustering,purchase"),
          Map.entry("batch", "1000"),
          Map.entry("seconds", "20"),
          Map.entry("patience", "3600"),
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
        Path.of(value(given, "folder")).toAbsolutePath(),
        numbers(value(given, "profiles")),
        Integer.parseInt(value(given, "eventsPerProfile")),
        value(given, "heap"),
        words(value(given, "jvm")),
        Integer.parseInt(value(given, "connections")),
        Double.parseDouble(value(given, "rate")),
        numbers(value(given, "liveRate")),
        Integer.parseInt(value(given, "segments")),
        words(value(given, "trainings")),
        Integer.parseInt(value(given, "batch")),
        Duration.ofSeconds(Long.parseLong(value(given, "seconds"))),
        Duration.ofSeconds(Long.parseLong(value(given, "patience"))),
        value(given, "recording"));
  }

  private static List<Integer> numbers(String list) {
    return words(list).stream().map(Integer::valueOf).toList();
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static String value(Map<String, String> given, String name) {
    return Objects.requireNonNull(given.get(name), name);
  }
}
