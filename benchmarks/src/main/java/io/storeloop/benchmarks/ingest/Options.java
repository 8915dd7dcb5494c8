package io.storeloop.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param parts of {@code batches, singles, overload, heap, curve}
 * @param jar the service's executable jar
 * @param folder where the database lies while it runs; removed afterwards
 * @param connections of the batch measurements
 * @param callers of the single-event measurements, one after the other
 * @param time of one measurement
 * @param warmUp how long batches are sent before anything is measured
 * @param rounds how often COPY, unnest and HTTP take turns
 * @param heapEvents events sent while the heap is watched
 * @param curve rows in the log, in millions, at which the rate is taken
 * @param advised whether PostgreSQL runs with the advised settings or as it comes
 * @param profile seconds of flight recording to write beside the log; 0 for none
 */
record Options(
    Set<String> parts,
    Path jar,
    Path folder,
    int connections,
    List<Integer> callers,
    Duration time,
    Duration warmUp,
    int rounds,
    long heapEvents,
    List<Integer> curve,
    boolean advised,
    int profile) {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("parts", "batches,singles,overload"),
          Map.entry("jar", ""),
          Map.entry("folder", ""),
          Map.entry("connections", "8"),
          Map.entry("callers", "64,128"),
          Map.entry("seconds", "10"),
          Map.entry("warmUp", "30"),
          Map.entry("rounds", "3"),
          Map.entry("heapEvents", "10000000"),
          Map.entry("curve", "1,10,50"),
          Map.entry("advised", "true"),
          Map.entry("profile", "0"));

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
        Set.of(value(given, "parts").split(",")),
        Path.of(value(given, "jar")).toAbsolutePath(),
        Path.of(value(given, "folder")).toAbsolutePath(),
        Integer.parseInt(value(given, "connections")),
        integers(value(given, "callers")),
        Duration.ofSeconds(Long.parseLong(value(given, "seconds"))),
        Duration.ofSeconds(Long.parseLong(value(given, "warmUp"))),
        Integer.parseInt(value(given, "rounds")),
        Long.parseLong(value(given, "heapEvents")),
        integers(value(given, "curve")),
        Boolean.parseBoolean(value(given, "advised")),
        Integer.parseInt(value(given, "profile")));
  }

  private static String value(Map<String, String> given, String name) {
    return Objects.requireNonNull(given.get(name), name);
  }

  private static List<Integer> integers(String text) {
    return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
  }
}
