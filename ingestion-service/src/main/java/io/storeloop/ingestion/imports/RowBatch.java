package io.storeloop.ingestion.imports;

import java.time.Instant;
import java.util.List;

/**
 * Rows that are stored in one transaction; none at the end of the file.
 *
 * @param readBytes how much of the file has been read with them
 */
record RowBatch(List<ImportedRow> rows, Instant receivedAt, long readBytes) {}
