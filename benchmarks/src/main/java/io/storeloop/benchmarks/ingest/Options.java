package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    Settings given = Settings.of(arguments, DEFAULTS);
    return new Options(
        Set.copyOf(given.words("parts")),
        given.path("jar"),
        given.path("folder"),
        given.whole("connections"),
        given.wholes("callers"),
        given.seconds("seconds"),
        given.seconds("warmUp"),
        given.whole("rounds"),
        given.large("heapEvents"),
        given.wholes("curve"),
        given.flag("advised"),
        given.whole("profile"));
  }
}
