package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a file from what is wrong with the disk under it. */
final class FileFailure {
  private FileFailure() {}

  /** What is wrong with the file's content, for good; empty if reading it again may help. */
  static Optional<UnreadableFileException> ofContent(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException known) {
        return Optional.of(known);
      }
      if (cause instanceof ZipException || cause instanceof EOFException) {
        return Optional.of(
            new UnreadableFileException(
                "malformed_gzip", "the gzip file is damaged or ends too early"));
      }
    }
    return Optional.empty();
  }

  /** What to say of any failure once it has lasted too long. */
  static UnreadableFileException ofAnything(IOException failure) {
    return ofContent(failure)
        .orElseGet(() ->
            failure instanceof NoSuchFileException
                ? new UnreadableFileException(
                    "file_lost", "the uploaded file is gone from the import directory")
                : new UnreadableFileException("unreadable_file", "the file cannot be read"));
  }
}
