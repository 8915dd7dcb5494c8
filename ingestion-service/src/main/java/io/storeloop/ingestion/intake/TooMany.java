package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.ProblemException;
import org.springframework.http.HttpStatus;

/** The refusal of a call with too many records. */
public final class TooMany {
  private TooMany() {}

  /** 413 {@code too_many_events}. */
  public static ProblemException events(int most) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "too_many_events",
        "one call may carry %d events; nothing was stored".formatted(most));
  }
}
