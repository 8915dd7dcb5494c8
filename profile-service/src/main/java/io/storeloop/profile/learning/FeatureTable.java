package io.storeloop.profile.learning;

import java.util.List;
import java.util.Set;

/** Rows of features. */
public record FeatureTable(List<FeatureColumn> columns) {
  /** Refuses columns of different length. */
  public FeatureTable {
    columns = List.copyOf(columns);
    if (columns.stream().mapToInt(FeatureColumn::rows).distinct().count() > 1) {
      throw new IllegalArgumentException("all columns need the same rows");
    }
  }

  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().rows();
  }

  public List<String> names() {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  /** The same rows without some columns. */
  public FeatureTable without(Set<String> names) {
    return new FeatureTable(
        columns.stream().filter(column -> !names.contains(column.name())).toList());
  }
}
