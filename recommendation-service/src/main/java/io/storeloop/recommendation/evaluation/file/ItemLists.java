package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.TextLines;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A table with a header whose rows hold what came before, as a list of items in one column, and
 * what came next in another: {@code session_id, item_id_list, item_id}.
 *
 * @param list column of the items before
 * @param target column of the item after them
 */
record ItemLists(String delimiter, int list, int target) {
  private static final Set<String> LISTS =
      Set.of("itemidlist", "itemlist", "itemseq", "itemsequence", "itemids");
  private static final Set<String> TARGETS =
      Set.of("item", "itemid", "target", "nextitem", "nextitemid");
  private static final String[] DELIMITERS = {"\t", ",", ";"};

  /** Signs that stand between the items of a list, or around it. */
  private static final String BETWEEN = " \t,;|[]'";

  static boolean isList(String plainName) {
    return LISTS.contains(plainName);
  }

  /** Recognises the header, or gives null. */
  static @Nullable ItemLists of(String header) {
    for (String delimiter : DELIMITERS) {
      List<String> names =
          Arrays.stream(Fields.split(header, delimiter)).map(Fields::plain).toList();
      int list = first(names, LISTS);
      int target = first(names, TARGETS);
      if (list >= 0 && target >= 0) {
        return new ItemLists(delimiter, list, target);
      }
    }
    return null;
  }

  private static int first(List<String> names, Set<String> wanted) {
    for (int column = 0; column < names.size(); column++) {
      if (wanted.contains(names.get(column))) {
        return column;
      }
    }
    return FileLayout.NONE;
  }

  /** The row's items, the target at the end. */
  int[] items(String line, Ids items, TextLines lines) {
    String[] fields = Fields.split(line, delimiter);
    if (fields.length <= Math.max(list, target)) {
      throw lines.refusal("the row has %d fields, fewer than are needed".formatted(fields.length));
    }
    var tokens = new StringTokenizer(fields[list], BETWEEN);
    int[] row = new int[tokens.countTokens() + 1];
    for (int i = 0; i < row.length - 1; i++) {
      row[i] = items.add(tokens.nextToken(), lines);
    }
    row[row.length - 1] = items.add(fields[target].strip(), lines);
    return row;
  }
}
