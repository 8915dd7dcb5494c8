package io.storeloop.common.schema;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of many rows, as the array parameter of a statement. */
public final class ArrayColumn {
  /**
   * The uuids whose texts are the parameter {@code ids}, to stand behind {@code in}. They are read
   * once: {@code = any(cast(:ids as uuid[]))} reads all of them again for each row where a plan
   * looks at all rows, and such a plan is kept of a table that was small.
   */
  public static final String IDS = ids("cast(:ids as text[])");

  private ArrayColumn() {}

  /** The same of any expression of texts. */
  public static String ids(String texts) {
    return "(select cast(id as uuid) from unnest(" + texts + ") as asked (id))";
  }

  /** What the column holds of each row, in its text form. */
  public static <T> @Nullable String[] of(
      Collection<T> rows, Function<? super T, ? extends @Nullable Object> cell) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    int next = 0;
    for (T row : rows) {
      Object value = cell.apply(row);
      column[next++] = value == null ? null : value.toString();
    }
    return column;
  }

  /** The text form of each value. */
  public static String[] texts(Collection<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }
}
