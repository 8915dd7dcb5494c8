package io.storeloop.campaign.validation;

import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that its sender learns everything at once. */
public final class Mistakes {
  private static final int MOST = 50;

  private final List<FieldProblem> found = new ArrayList<>();

  public void add(String pointer, String code, String detail) {
    if (found.size() < MOST) {
      found.add(new FieldProblem(pointer, code, detail));
    }
  }

  public void addAll(List<FieldProblem> problems) {
    problems.forEach(problem -> add(problem.pointer(), problem.code(), problem.detail()));
  }

  /** The text, or the empty text after having noted that it is missing. */
  public String required(String pointer, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      add(pointer, "missing_value", "expected a text of 1 to %d characters".formatted(longest));
      return "";
    }
    optional(pointer, text, longest);
    return text;
  }

  public @Nullable String optional(String pointer, @Nullable String text, int longest) {
    if (text != null) {
      if (text.length() > longest) {
        add(
            pointer,
            "text_too_long",
            "expected at most %d characters, received %d".formatted(longest, text.length()));
      }
      if (!isStorable(text)) {
        add(pointer, "invalid_text", "the text holds U+0000 or half a surrogate pair");
      }
    }
    return text;
  }

  /** Whether PostgreSQL takes the text. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(Mistakes::isUnstorable);
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
  }

  public void matching(String pointer, String text, Pattern form, String words) {
    if (!text.isEmpty() && !form.matcher(text).matches()) {
      add(pointer, "invalid_value", "expected " + words);
    }
  }

  /** The number, or the default; noted if it is outside the closed range. */
  public int within(
      String pointer, @Nullable Integer number, int lowest, int highest, int otherwise) {
    int value = number == null ? otherwise : number;
    if (value < lowest || value > highest) {
      add(
          pointer,
          "number_out_of_range",
          "expected %d to %d, received %d".formatted(lowest, highest, value));
      return otherwise;
    }
    return value;
  }

  /** The same for decimals, with at most so many digits after the point. */
  public BigDecimal within(
      String pointer,
      @Nullable BigDecimal number,
      BigDecimal lowest,
      BigDecimal highest,
      int decimals,
      BigDecimal otherwise) {
    if (number == null) {
      return otherwise;
    }
    if (number.compareTo(lowest) < 0 || number.compareTo(highest) > 0) {
      add(
          pointer,
          "number_out_of_range",
          "expected %s to %s".formatted(lowest.toPlainString(), highest.toPlainString()));
      return otherwise;
    }
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > decimals) {
      add(pointer, "too_many_decimals", "expected at most %d decimals".formatted(decimals));
      return otherwise;
    }
    return number;
  }

  /** The time, or none after having noted that it is outside the closed range. */
  public @Nullable Instant within(
      String pointer, @Nullable Instant time, Instant earliest, Instant latest) {
    if (time != null && (time.isBefore(earliest) || time.isAfter(latest))) {
      add(
          pointer,
          "invalid_value",
          "expected a time from %s to %s, received %s".formatted(earliest, latest, time));
      return null;
    }
    return time;
  }

  /** The pointer to a member of an object, its name escaped as RFC 6901 wants it. */
  public static String member(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** Notes that a list is longer than it may be. */
  public void tooMany(String pointer, int most, int received) {
    add(pointer, "list_too_long", "expected at most %d, received %d".formatted(most, received));
  }

  /** Whether nothing has been noted so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What has been noted so far, in that order. */
  public List<FieldProblem> found() {
    return List.copyOf(found);
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw ProblemException.invalid(found);
    }
  }
}
