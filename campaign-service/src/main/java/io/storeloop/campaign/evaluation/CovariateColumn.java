package io.storeloop.campaign.evaluation;

import io.storeloop.common.evaluation.Fields;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** What a column held before it can be a covariate; learns a cell at a time. */
final class CovariateColumn {
  /** A column of texts with more different values is no category. */
  static final int MOST_CATEGORIES = 20;

  private final String name;
  private final TreeSet<String> texts = new TreeSet<>();
  private boolean numeric = true;
  private boolean varies;
  private double first = Double.NaN;
  private double sum;
  private long numbers;

  CovariateColumn(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void learn(String cell) {
    if (Numbers.isMissing(cell)) {
      return;
    }
    OptionalDouble number = Numbers.of(cell);
    if (number.isPresent()) {
      double value = number.getAsDouble();
      varies |= numbers > 0 && value != first;
      first = numbers == 0 ? value : first;
      sum += value;
      numbers++;
    } else {
      numeric = false;
    }
    if (texts.size() <= MOST_CATEGORIES) {
      texts.add(cell);
    }
  }

  /** A number that varies, or a category; ids and free texts are neither. */
  boolean isUsable() {
    boolean id = Fields.plain(name).isEmpty() || Fields.plain(name).endsWith("id");
    return !id && (numeric ? varies : texts.size() > 1 && texts.size() <= MOST_CATEGORIES);
  }

  /** How many numbers say what the column says: one, or one less than there are categories. */
  int width() {
    return numeric ? 1 : texts.size() - 1;
  }

  boolean isNumeric() {
    return numeric;
  }

  /** Writes them; a missing number counts as the mean, a missing category as the first. */
  void write(String cell, double[] row, int at) {
    if (numeric) {
      row[at] = Numbers.of(cell).orElse(sum / numbers);
      return;
    }
    List<String> categories = List.copyOf(texts);
    for (int i = 1; i < categories.size(); i++) {
      row[at + i - 1] = categories.get(i).equals(cell) ? 1 : 0;
    }
  }
}
