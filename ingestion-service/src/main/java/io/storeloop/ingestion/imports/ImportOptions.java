package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.ItemMapping;
import org.jspecify.annotations.Nullable;

/**
 * What a format needs to know besides the file.
 *
 * @param year the year of a file that gives only month and day
 * @param mapping for format {@code mapped}; null for the others
 * @param itemMapping for format {@code items-csv}, where columns are not called like our fields
 */
record ImportOptions(int year, @Nullable ColumnMapping mapping, @Nullable ItemMapping itemMapping) {
  /** The year that the Tmall contest's material uses. */
  static final int TMALL_YEAR = 2013;
}
