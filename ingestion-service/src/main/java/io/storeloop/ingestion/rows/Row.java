package io.storeloop.ingestion.rows;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a file whose values have names: a CSV row by its columns, a JSON line by its paths.
 */
public interface Row {
  /** The value without white space around it; null when there is none. */
  @Nullable String text(String name);

  /** Whether bytes of it were no UTF-8 and have become U+FFFD. */
  boolean hasUndecodableText();

  /** The same for rows of equal content, in whichever file and line. */
  UUID contentId();

  /**
   * Different for every line of a file and for other files, the same when the file is read again.
   *
   * @param file the file's fingerprint
   */
  UUID lineId(String file);

  /** The row as JSON, for the quarantine. */
  String json();
}
