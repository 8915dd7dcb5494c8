package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.ProblemException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** JSON is UTF-8; a body labelled otherwise is refused rather than misread. */
public final class BodyCharset {
  private BodyCharset() {}

  /** 415 {@code unsupported_charset} unless the label says UTF-8 or nothing. */
  public static void requireUtf8(MediaType type) {
    if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_charset",
          "bodies are read as UTF-8, not " + type.getCharset().name());
    }
  }
}
