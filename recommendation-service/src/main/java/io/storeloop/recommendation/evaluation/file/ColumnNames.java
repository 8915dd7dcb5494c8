package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.GivenOptions;
import java.util.List;
import java.util.Optional;

/**
 * The columns that somebody has named, each by its name or by its place from 1.
 *
 * @param user of the user, or of the session
 */
public record ColumnNames(Optional<String> user, Optional<String> item, Optional<String> time) {
  /** Nobody has named any. */
  public static final ColumnNames NONE =
      new ColumnNames(Optional.empty(), Optional.empty(), Optional.empty());

  /** As the command line names them. */
  public static ColumnNames of(GivenOptions given) {
    return new ColumnNames(given.text("--user"), given.text("--item"), given.text("--time"));
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  Optional<Integer> userIn(List<String> columns) {
    return user.map(name -> place(columns, name, "--user"));
  }

  Optional<Integer> itemIn(List<String> columns) {
    return item.map(name -> place(columns, name, "--item"));
  }

  Optional<Integer> timeIn(List<String> columns) {
    return time.map(name -> place(columns, name, "--time"));
  }

  private static int place(List<String> columns, String name, String option) {
    List<String> plain = columns.stream().map(Fields::plain).toList();
    int named = columns.contains(name) ? columns.indexOf(name) : plain.indexOf(Fields.plain(name));
    int place = named < 0 && name.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(name) - 1 : named;
    if (place < 0 || place >= columns.size()) {
      throw new EvaluationRefusal(
          "There is no column '%s' (%s) in the first line: %s."
              .formatted(name, option, String.join(", ", columns)));
    }
    return place;
  }
}
