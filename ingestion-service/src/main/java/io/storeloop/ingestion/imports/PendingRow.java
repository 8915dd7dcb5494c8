package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.validation.Arrival;

/** A row that has been cut out of the file and not yet been judged. */
interface PendingRow {
  ImportedRow judge(Arrival arrival);
}
