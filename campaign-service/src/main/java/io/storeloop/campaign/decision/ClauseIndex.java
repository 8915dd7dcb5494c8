package io.storeloop.campaign.decision;

import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.Value.NumberValue;
import io.storeloop.common.conditions.Value.TextListValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds, among many conditions, those that may hold for a subject: each is filed under one clause,
 * or a few alternative ones, without which it cannot hold ({@link NecessaryClauses}). A question
 * looks at every path once and then only at conditions whose clause is met, however many others
 * there are. What has no such clause is always found.
 *
 * <p>The idea is that of matching subscriptions to events: Yan and Garcia-Molina, "Index structures
 * for selective dissemination of information", ACM TODS 19(2), 1994 (key method). Immutable.
 */
final class ClauseIndex {
  private final BitSet always;
  private final Map<String, ByValue> paths;

  private ClauseIndex(BitSet always, Map<String, ByValue> paths) {
    this.always = always;
    this.paths = paths;
  }

  /** What the conditions at the given places are filed under; an empty list stands for nothing. */
  static ClauseIndex of(List<List<IndexKey>> keysByPlace) {
    BitSet always = new BitSet();
    Map<String, ByValue> paths = new TreeMap<>();
    for (int place = 0; place < keysByPlace.size(); place++) {
      List<IndexKey> keys = keysByPlace.get(place);
      if (keys.isEmpty()) {
        always.set(place);
      }
      for (IndexKey key : keys) {
        paths.computeIfAbsent(key.path(), path -> new ByValue()).add(key, place);
      }
    }
    paths.values().forEach(ByValue::sort);
    return new ClauseIndex(always, paths);
  }

  /** The places of the conditions that may hold; all others do not. */
  BitSet candidates(Subject subject) {
    BitSet found = (BitSet) always.clone();
    paths.forEach(
        (path, byValue) -> subject.value(path).ifPresent(value -> byValue.find(value, found)));
    return found;
  }

  /** What is filed under the values of one path. */
  private static final class ByValue {
    private final BitSet present = new BitSet();
    private final Map<Value, BitSet> equal = new HashMap<>();
    private final List<Bound> below = new ArrayList<>();
    private final List<Bound> above = new ArrayList<>();

    void add(IndexKey key, int place) {
      switch (key) {
        case IndexKey.Present any -> present.set(place);
        case IndexKey.Equal(String path, Value value) ->
            equal.computeIfAbsent(value, one -> new BitSet()).set(place);
        case IndexKey.AtLeast(String path, BigDecimal number) ->
            below.add(new Bound(number, place));
        case IndexKey.AtMost(String path, BigDecimal number) -> above.add(new Bound(number, place));
      }
    }

    void sort() {
      below.sort(Comparator.comparing(Bound::number));
      above.sort(Comparator.comparing(Bound::number).reversed());
    }

    void find(Value value, BitSet into) {
      into.or(present);
      add(value, into);
      if (value instanceof TextListValue(List<String> texts)) {
        texts.forEach(text -> add(Value.of(text), into));
      } else if (value instanceof NumberValue(BigDecimal number)) {
        for (Bound bound : below) {
          if (bound.number.compareTo(number) > 0) {
            break;
          }
          into.set(bound.place);
        }
        for (Bound bound : above) {
          if (bound.number.compareTo(number) < 0) {
            break;
          }
          into.set(bound.place);
        }
      }
    }

    private void add(Value value, BitSet into) {
      BitSet places = equal.get(value);
      if (places != null) {
        into.or(places);
      }
    }
  }

  private record Bound(BigDecimal number, int place) {}
}
