package io.storeloop.ingestion.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file to be imported, and how far that is.
 *
 * @param totalBytes of the file as uploaded
 * @param failureCode why the file could not be read on; null unless it failed
 */
record ImportTask(
    UUID id,
    Instant createdAt,
    String format,
    ImportOptions options,
    @Nullable String fileName,
    ImportState state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String failureCode,
    @Nullable String failureDetail,
    long totalBytes,
    ImportProgress progress) {}
