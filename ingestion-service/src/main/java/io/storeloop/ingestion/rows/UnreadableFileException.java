package io.storeloop.ingestion.rows;

import java.io.IOException;

/** The file as a whole cannot be read, or not further than to some row. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  public UnreadableFileException(String code, String detail) {
    super(detail);
    this.code = code;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
