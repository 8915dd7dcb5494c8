package io.storeloop.ingestion.gorse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The times that Gorse reads and we otherwise refuse: a day, which begins at midnight, and a time
 * without a zone; both in UTC.
 *
 * <p>Gorse guesses at many more spellings; these are what its own clients and documents use.
 */
final class GorseTime {
  private static final Pattern WITHOUT_ZONE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(?: ?(?:\\+0000 UTC|UTC))?)?");

  private GorseTime() {}

  /** The time in the wire's form; anything else as it is, for the rules to judge. */
  static @Nullable Object text(@Nullable Object sent) {
    if (!(sent instanceof String text)) {
      return sent;
    }
    Matcher time = WITHOUT_ZONE.matcher(text.strip());
    if (!time.matches()) {
      return text;
    }
    return time.group(1) + "T" + (time.group(2) == null ? "00:00:00" : time.group(2)) + "Z";
  }
}
