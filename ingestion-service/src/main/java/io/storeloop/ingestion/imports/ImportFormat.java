package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;

/** A layout of files that we can read. Formats are stateless and thread-safe. */
interface ImportFormat {
  String name();

  /**
   * Starts at the first row; a header has been read and checked.
   *
   * @param plain the file, unpacked
   * @throws UnreadableFileException {@code wrong_header}, or another reason to refuse the whole
   */
  RowSource open(InputStream plain, ImportOptions options) throws IOException;

  /**
   * Whether equal rows may be told apart by nothing but their line, so that the file itself is part
   * of what they are.
   */
  default boolean tellsRowsByLine(ImportOptions options) {
    return false;
  }

  /** The door under which its rows are counted and its events are marked. */
  default String source() {
    return "import:" + name();
  }
}
