package io.storeloop.ingestion.imports;

import org.jspecify.annotations.Nullable;

/**
 * What a format needs to know besides the file.
 *
 * @param year the year of a file that gives only month and day
 * @param mapping for format {@code mapped}; null for the others
 */
record ImportOptions(int year, @Nullable ColumnMapping mapping) {
  /** The year that the Tmall contest's material uses. */
  static final int TMALL_YEAR = 2013;
}
