package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    Settings given = Settings.of(arguments, DEFAULTS);
    return new Options(
        given.path("jar"),
        given.path("folder"),
        given.whole("items"),
        given.whole("users"),
        given.whole("eventsPerUser"),
        given.text("heap"),
        given.words("jvm"),
        given.whole("connections"),
        given.number("rate"),
        given.seconds("seconds"),
        given.whole("rounds"),
        given.seconds("patience"));
  }
}
