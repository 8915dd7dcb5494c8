package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.TextLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dense indexes for ids, by first appearance. Not thread-safe. */
public final class Ids {
  /** Stands for an id that has no index. */
  public static final int UNKNOWN = -1;

  /** Longest id. */
  static final int MAX_LENGTH = 512;

  /** Most users or items of one evaluation. */
  static final int MAX_COUNT = 20_000_000;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The id's index, a new one where it has none. */
  int add(String id, TextLines where) {
    Integer known = indexes.get(id);
    if (known != null) {
      return known;
    }
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      throw where.refusal(
          id.isEmpty()
              ? "an id is empty"
              : "an id has more than %d characters".formatted(MAX_LENGTH));
    }
    if (names.size() == MAX_COUNT) {
      throw where.refusal("there are more than %d different ids".formatted(MAX_COUNT));
    }
    indexes.put(id, names.size());
    names.add(id);
    return names.size() - 1;
  }

  /** The id's index, or {@link #UNKNOWN}. */
  int find(String id) {
    return indexes.getOrDefault(id, UNKNOWN);
  }

  String name(int index) {
    return names.get(index);
  }

  /** How many ids there are; their indexes run from 0. */
  public int size() {
    return names.size();
  }
}
