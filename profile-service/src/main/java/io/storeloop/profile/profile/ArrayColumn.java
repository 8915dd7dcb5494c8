package io.storeloop.profile.profile;

import io.storeloop.profile.feature.BehaviourState;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of many rows, as the array parameter of a statement. */
final class ArrayColumn {
  private ArrayColumn() {}

  /** What the column holds of a row; its text form is written. */
  @FunctionalInterface
  interface Cell<T> {
    @Nullable Object of(T row);
  }

  static <T> @Nullable String[] of(Collection<T> rows, Cell<T> cell) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    int next = 0;
    for (T row : rows) {
      Object value = cell.of(row);
      column[next++] = value == null ? null : value.toString();
    }
    return column;
  }

  static String[] texts(Collection<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }

  static <T> byte[][] behaviours(Collection<T> rows, Function<T, ShopperState> state) {
    return rows.stream()
        .map(row -> BehaviourState.pack(state.apply(row).behaviour()))
        .toArray(byte[][]::new);
  }
}
