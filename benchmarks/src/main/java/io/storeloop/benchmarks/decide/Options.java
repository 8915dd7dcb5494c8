package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    Settings given = Settings.of(arguments, DEFAULTS);
    return new Options(
        given.path("jar"),
        given.path("profileJar"),
        given.path("folder"),
        given.whole("shoppers"),
        given.wholes("campaigns"),
        given.text("heap"),
        given.words("jvm"),
        given.whole("connections"),
        given.number("rate"),
        given.seconds("seconds"),
        given.whole("rounds"),
        given.seconds("patience"),
        given.text("recording"));
  }
}
