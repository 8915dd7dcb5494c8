package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.ProblemException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What must be right about a call before its records are looked at one by one. */
public final class HttpEnvelope {
  private HttpEnvelope() {}

  /**
   * JSON is UTF-8; a body labelled otherwise is refused rather than misread.
   *
   * @throws ProblemException 415 {@code unsupported_charset}
   */
  public static void requireUtf8(MediaType type) {
    if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_charset",
          "bodies are read as UTF-8, not " + type.getCharset().name());
    }
  }

  /**
   * One call carries a bounded number of records.
   *
   * @throws ProblemException 413 {@code too_many_events}
   */
  public static void requireAtMost(int most, int records) {
    if (records > most) {
      throw ProblemException.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "too_many_events",
          "one call may carry %d events, not %d; nothing was stored".formatted(most, records));
    }
  }
}
