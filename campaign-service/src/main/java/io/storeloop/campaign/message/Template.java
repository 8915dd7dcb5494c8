package io.storeloop.campaign.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A text with places for values, {@code {{traits.firstName}}}, or {@code
 * {{traits.firstName|there}}} with what stands there if there is no value. It knows names and texts
 * and nothing else: no expression, no call, no loop.
 */
public final class Template {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String source;
  private final List<Part> parts;

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Place(String path, String otherwise) implements Part {}

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException in words for its author, if a place is not closed or has no
   *     name
   */
  public static Template of(String source) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, from)) {
      int close = source.indexOf(CLOSE, open);
      if (close < 0) {
        throw new IllegalArgumentException("'{{' at %d is not closed".formatted(open));
      }
      parts.add(new Literal(source.substring(from, open)));
      parts.add(place(source.substring(open + OPEN.length(), close)));
      from = close + CLOSE.length();
    }
    parts.add(new Literal(source.substring(from)));
    return new Template(source, List.copyOf(parts));
  }

  private static Place place(String inside) {
    int bar = inside.indexOf('|');
    String path = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    if (path.isEmpty() || path.contains("{")) {
      throw new IllegalArgumentException("'{{%s}}' names no value".formatted(inside));
    }
    return new Place(path, bar < 0 ? "" : inside.substring(bar + 1).strip());
  }

  /** The names in it, in their order. */
  public List<String> paths() {
    return parts.stream()
        .filter(Place.class::isInstance)
        .map(place -> ((Place) place).path())
        .toList();
  }

  /** The text as it is read by people, with the values as they are. */
  public String text(Function<String, Optional<String>> values) {
    return render(values, UnaryOperator.identity());
  }

  /** The text for one line of a header: values bring no line of their own. */
  public String line(Function<String, Optional<String>> values) {
    return withoutControls(render(values, UnaryOperator.identity())).strip();
  }

  /** The text as HTML: values are text in it, never mark-up. */
  public String html(Function<String, Optional<String>> values) {
    return render(values, Template::escaped);
  }

  private String render(Function<String, Optional<String>> values, UnaryOperator<String> escaping) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal(String literal) -> text.append(literal);
        case Place(String path, String otherwise) -> {
          String value = values.apply(path).filter(found -> !found.isBlank()).orElse(otherwise);
          text.append(escaping.apply(value));
        }
      }
    }
    return text.toString();
  }

  private static String withoutControls(String text) {
    return text.codePoints()
        .map(codePoint -> isBreak(codePoint) ? ' ' : codePoint)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isBreak(int codePoint) {
    return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
  }

  /** Safe between tags and within a quoted attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template template && template.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
