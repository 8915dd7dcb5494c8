package io.storeloop.ingestion.imports;

import java.io.IOException;

/** The file as a whole cannot be read, or not further than to some row. */
final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  UnreadableFileException(String code, String detail) {
    super(detail);
    this.code = code;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
