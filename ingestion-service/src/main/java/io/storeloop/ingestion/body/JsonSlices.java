package io.storeloop.ingestion.body;

import io.storeloop.common.edge.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the outermost level of a JSON array or object into its parts without reading them, so that a
 * part that cannot be read spoils none of its neighbours.
 *
 * <p>One pass over the bytes, no recursion: a body of a hundred thousand brackets costs no more
 * than any other of its length. Only brackets and strings are looked at; what lies between them is
 * for the reader of the part to judge.
 */
public final class JsonSlices {
  private static final int FIRST_DEPTH = 64;

  private final Slice whole;
  private byte[] open = new byte[FIRST_DEPTH];
  private int depth;
  private int at;

  private JsonSlices(Slice whole) {
    this.whole = whole;
    this.at = whole.from() + 1;
  }

  /**
   * The elements of an array, in order.
   *
   * @throws ProblemException {@code malformed_json} if the array is not closed, its brackets do not
   *     match, or an element is missing between commas
   */
  public static List<Slice> elements(Slice array) {
    JsonSlices cutter = new JsonSlices(array);
    List<Slice> elements = new ArrayList<>();
    cutter.cut((byte) '[', (byte) ']', elements);
    return elements;
  }

  /**
   * The members of an object: undecoded name (without quotes) to value, in order.
   *
   * @throws ProblemException {@code malformed_json}, {@code duplicate_field}
   */
  public static Map<String, Slice> members(Slice object) {
    JsonSlices cutter = new JsonSlices(object);
    List<Slice> pairs = new ArrayList<>();
    cutter.cut((byte) '{', (byte) '}', pairs);
    Map<String, Slice> members = new LinkedHashMap<>();
    for (Slice pair : pairs) {
      int colon = colonAfterName(pair);
      String name = new Slice(pair.bytes(), pair.from(), colon).trimmed().text();
      Slice value = new Slice(pair.bytes(), colon + 1, pair.to()).trimmed();
      if (value.isEmpty()) {
        throw malformed("a field has no value");
      }
      if (members.put(name.substring(1, name.length() - 1), value) != null) {
        throw ProblemException.invalid("", "duplicate_field", "a field is given twice");
      }
    }
    return members;
  }

  private void cut(byte opening, byte closing, List<Slice> parts) {
    if (whole.first() != opening || whole.bytes()[whole.to() - 1] != closing) {
      throw malformed("the JSON is not closed as it was opened");
    }
    int end = whole.to() - 1;
    int start = at;
    while (at < end) {
      byte one = whole.bytes()[at];
      if (one == '"') {
        skipString(end);
      } else if (one == ',' && depth == 0) {
        parts.add(part(start, at));
        start = at + 1;
      } else {
        follow(one);
      }
      at++;
    }
    if (depth != 0) {
      throw malformed("a bracket is not closed");
    }
    if (!parts.isEmpty() || !new Slice(whole.bytes(), start, end).trimmed().isEmpty()) {
      parts.add(part(start, end));
    }
  }

  private Slice part(int from, int to) {
    Slice part = new Slice(whole.bytes(), from, to).trimmed();
    if (part.isEmpty()) {
      throw malformed("a value is missing beside a comma");
    }
    return part;
  }

  private void follow(byte one) {
    if (one == '[' || one == '{') {
      if (depth == open.length) {
        open = Arrays.copyOf(open, depth * 2);
      }
      open[depth++] = one;
    } else if (one == ']' || one == '}') {
      if (depth == 0 || open[--depth] != (one == ']' ? '[' : '{')) {
        throw malformed("brackets do not match");
      }
    }
  }

  private void skipString(int end) {
    at++;
    while (at < end && whole.bytes()[at] != '"') {
      at += whole.bytes()[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      throw malformed("a text is not closed");
    }
  }

  private static int colonAfterName(Slice pair) {
    if (pair.first() != '"') {
      throw malformed("a field's name is not in quotes");
    }
    int at = pair.from() + 1;
    while (at < pair.to() && pair.bytes()[at] != '"') {
      at += pair.bytes()[at] == '\\' ? 2 : 1;
    }
    at++;
    while (at < pair.to() && Slice.isSpace(pair.bytes()[at])) {
      at++;
    }
    if (at >= pair.to() || pair.bytes()[at] != ':') {
      throw malformed("a field has no colon after its name");
    }
    return at;
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.invalid("", "malformed_json", "the body is not well-formed: " + detail);
  }
}
