package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    Settings given = Settings.of(arguments, DEFAULTS);
    return new Options(
        given.path("jar"),
        given.path("folder"),
        given.wholes("profiles"),
        given.whole("eventsPerProfile"),
        given.text("heap"),
        given.words("jvm"),
        given.whole("connections"),
        given.number("rate"),
        given.wholes("liveRate"),
        given.whole("segments"),
        given.words("trainings"),
        given.whole("batch"),
        given.seconds("seconds"),
        given.seconds("patience"),
        given.text("recording"));
  }
}
