package io.storeloop.recommendation.evaluation.file;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TextLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What users did, event by event in the order of the file, in flat columns of dense indexes. Not
 * thread-safe while it grows.
 */
public final class EventColumns {
  /** Most events of one file. */
  static final int MAX_EVENTS = 200_000_000;

  private static final Action[] ACTIONS = Action.values();
  private static final int FIRST_CAPACITY = 1024;

  private final boolean ordered;
  private final Map<String, Long> oddities = new LinkedHashMap<>();
  private final List<String> said = new ArrayList<>();
  private int size;
  private int[] users = new int[FIRST_CAPACITY];
  private int[] items = new int[FIRST_CAPACITY];
  private byte[] actions = new byte[FIRST_CAPACITY];
  private long[] millis = new long[FIRST_CAPACITY];

  /**
   * An empty table.
   *
   * @param ordered whether it is known what came first: by times, or by the order within a line
   */
  public EventColumns(boolean ordered) {
    this.ordered = ordered;
  }

  /**
   * Adds an event that stands in a file.
   *
   * @throws EvaluationRefusal if there are {@link #MAX_EVENTS} already
   */
  void add(int user, int item, Action action, long time, TextLines where) {
    if (size == MAX_EVENTS) {
      throw where.refusal("there are more than %d interactions".formatted(MAX_EVENTS));
    }
    add(user, item, action, time);
  }

  /** Adds an event of another table. */
  public void add(int user, int item, Action action, long time) {
    if (size == users.length) {
      int capacity = (int) Math.min(MAX_EVENTS, size * 2L);
      users = Arrays.copyOf(users, capacity);
      items = Arrays.copyOf(items, capacity);
      actions = Arrays.copyOf(actions, capacity);
      millis = Arrays.copyOf(millis, capacity);
    }
    users[size] = user;
    items[size] = item;
    actions[size] = (byte) action.ordinal();
    millis[size] = time;
    size++;
  }

  /** Counts rows that could not be taken as they are. */
  void count(String oddity, long rows) {
    oddities.merge(oddity, rows, Long::sum);
  }

  /** Says in a sentence how the file was read. */
  void say(String sentence) {
    said.add(sentence);
  }

  /** What was counted of another table is told of this one, too. */
  public void takeOddities(EventColumns other) {
    oddities.putAll(other.oddities);
    said.addAll(other.said);
  }

  /** What was counted and said, as sentences. */
  public List<String> notes() {
    return Stream.concat(
            oddities.entrySet().stream()
                .map(oddity -> "%d rows %s.".formatted(oddity.getValue(), oddity.getKey())),
            said.stream())
        .toList();
  }

  /** Whether it is known what came first. */
  public boolean ordered() {
    return ordered;
  }

  /** How many events there are; they are numbered from 0. */
  public int size() {
    return size;
  }

  /** The index of the user. */
  public int user(int event) {
    return users[event];
  }

  /** The index of the item. */
  public int item(int event) {
    return items[event];
  }

  /** What was done; a purchase where the file does not tell. */
  public Action action(int event) {
    return ACTIONS[actions[event]];
  }

  /** Epoch milliseconds; the running number of the event where the file tells no times. */
  public long time(int event) {
    return millis[event];
  }
}
