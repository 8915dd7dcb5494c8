package io.storeloop.recommendation.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * A small shop of groups of items: shoppers stay in their group and mostly go on to the next item
 * of it, so that what comes next can be learnt; the first items of a group are the popular ones.
 */
public final class GeneratedFiles {
  static final int GROUPS = 10;
  static final int GROUP_ITEMS = 12;
  static final int ITEMS = GROUPS * GROUP_ITEMS;
  static final int USERS = 500;

  private static final int LONGEST = 9;
  private static final double STAYS = 0.9;

  private final Path folder;
  private final Random random = new Random(17);
  private final List<String> names = new ArrayList<>();

  /** Writes into {@code folder}. */
  public GeneratedFiles(Path folder) {
    this.folder = folder;
    for (int item = 0; item < ITEMS; item++) {
      names.add("item-" + item);
    }
  }

  /** Distinct items in an order that can be learnt. */
  List<Integer> visit() {
    int group = random.nextInt(GROUPS);
    int place = random.nextInt(GROUP_ITEMS);
    TreeSet<Integer> seen = new TreeSet<>();
    List<Integer> items = new ArrayList<>();
    int length = 4 + random.nextInt(LONGEST - 3);
    while (items.size() < length) {
      boolean stays = random.nextDouble() < STAYS;
      int item =
          stays ? group * GROUP_ITEMS + place % GROUP_ITEMS : (int) (ITEMS * square()) % ITEMS;
      place++;
      if (seen.add(item)) {
        items.add(item);
      }
    }
    return items;
  }

  private double square() {
    double draw = random.nextDouble();
    return draw * draw;
  }

  List<List<Integer>> visits(int count) {
    List<List<Integer>> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      visits.add(visit());
    }
    return visits;
  }

  String name(int item) {
    return names.get(item);
  }

  /** From now on every item goes by the name of another: what was learnt no longer holds. */
  void permuteNames() {
    Collections.shuffle(names, random);
  }

  String row(List<Integer> items) {
    return String.join(" ", items.stream().map(this::name).toList());
  }

  int draw(int bound) {
    return random.nextInt(bound);
  }

  public Path write(String name, List<String> lines) {
    return bytes(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Packed, although its name does not say so. */
  public Path gzip(String name, List<String> lines) {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path bytes(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
