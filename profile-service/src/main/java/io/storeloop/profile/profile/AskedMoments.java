package io.storeloop.profile.profile;

import io.storeloop.common.edge.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moments in a body: ISO texts, the earliest first, none in the future. A number would be seconds
 * to one sender and milliseconds to another.
 */
final class AskedMoments {
  /** Long before every log, and within what PostgreSQL can hold. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private AskedMoments() {}

  /**
   * The moments.
   *
   * @param pointer of the list
   * @throws ProblemException with the pointer of the first that makes no sense
   */
  static List<Instant> checked(
      @Nullable List<@Nullable String> moments, String pointer, Instant now) {
    if (moments == null || moments.isEmpty()) {
      throw ProblemException.invalid(pointer, "missing_value", "expected at least one moment");
    }
    List<Instant> checked = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      String place = pointer + "/" + i;
      Instant moment = checked(moments.get(i), place);
      if (i > 0 && moment.isBefore(checked.getLast())) {
        throw ProblemException.invalid(
            place, "moments_not_ascending", "expected the earliest moment first");
      }
      if (moment.isAfter(now)) {
        throw ProblemException.invalid(place, "moment_in_future", "nothing is known of the future");
      }
      checked.add(moment);
    }
    return checked;
  }

  private static Instant checked(@Nullable String moment, String pointer) {
    if (moment == null) {
      throw ProblemException.invalid(pointer, "missing_value", "expected a moment");
    }
    try {
      Instant parsed = Instant.parse(moment);
      if (!parsed.isBefore(EARLIEST)) {
        return parsed;
      }
    } catch (DateTimeException notIso) {
      throw noMoment(pointer);
    }
    throw noMoment(pointer);
  }

  private static ProblemException noMoment(String pointer) {
    return ProblemException.invalid(
        pointer,
        "invalid_value",
        "expected a time such as 2026-03-01T10:00:00Z, of year 1 or later");
  }
}
