package io.storeloop.ingestion.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file to be imported, and how far that is.
 *
 * @param totalBytes of the file as uploaded
 * @param failureCode why the work ended early; null unless it failed
 * @param attempts how often the batch after the rows done has been begun, this time included
 * @param fingerprint of the unpacked file; null while nobody has needed it
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
    int attempts,
    @Nullable String fingerprint,
    ImportProgress progress) {}
