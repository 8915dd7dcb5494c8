package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.eventlog.Submission;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was judged.
 *
 * @param item what the row says about its item; null when nothing
 */
record ImportedRow(Submission submission, @Nullable Item item) {}
