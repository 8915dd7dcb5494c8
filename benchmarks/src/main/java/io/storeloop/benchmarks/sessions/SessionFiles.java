package io.storeloop.benchmarks.sessions;

import io.storeloop.algorithms.session.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Sessions to learn from and the beginnings of sessions to ask about, from files or made up.
 *
 * @param questions items clicked so far, from old to new; no question is empty
 */
record SessionFiles(Sessions sessions, List<int[]> questions) {
  private static final int GENERATED_SESSIONS = 50_000;
  private static final int GENERATED_ITEMS = 10_000;
  private static final int GENERATED_QUESTIONS = 5_000;
  private static final int SHELF = 25;

  /**
   * Reads a file of sessions, one line each, items divided by blanks, and one of questions, the
   * item that came next, a tab, and the items before it; gzip or not.
   */
  static SessionFiles read(Path train, Path test) throws IOException {
    Map<String, Integer> indexes = new HashMap<>();
    List<int[]> sessions = new ArrayList<>();
    for (String line : lines(train)) {
      sessions.add(indexesOf(line, indexes));
    }
    List<int[]> questions = new ArrayList<>();
    for (String line : lines(test)) {
      questions.add(indexesOf(line.substring(line.indexOf('\t') + 1), indexes));
    }
    return of(sessions, questions, indexes.size());
  }

  /** Visits that stroll along shelves, some of which are much visited. */
  static SessionFiles generated(long seed) {
    var random = new SplittableRandom(seed);
    List<int[]> sessions = new ArrayList<>();
    for (int visit = 0; visit < GENERATED_SESSIONS; visit++) {
      sessions.add(stroll(random));
    }
    List<int[]> questions = new ArrayList<>();
    for (int visit = 0; visit < GENERATED_QUESTIONS; visit++) {
      questions.add(stroll(random));
    }
    return of(sessions, questions, GENERATED_ITEMS);
  }

  private static SessionFiles of(List<int[]> sessions, List<int[]> questions, int itemCount) {
    var builder = Sessions.builder(itemCount);
    sessions.forEach(builder::add);
    return new SessionFiles(builder.build(), questions);
  }

  private static int[] stroll(SplittableRandom random) {
    int shelves = GENERATED_ITEMS / SHELF;
    int shelf = (int) (shelves * Math.pow(random.nextDouble(), 3));
    int[] items = new int[1 + (int) (12 * Math.pow(random.nextDouble(), 2))];
    for (int place = 0; place < items.length; place++) {
      items[place] = shelf * SHELF + random.nextInt(SHELF);
      shelf = random.nextInt(5) == 0 ? random.nextInt(shelves) : shelf;
    }
    return items;
  }

  private static int[] indexesOf(String line, Map<String, Integer> indexes) {
    return Arrays.stream(line.trim().split(" +"))
        .mapToInt(item -> indexes.computeIfAbsent(item, any -> indexes.size()))
        .toArray();
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
