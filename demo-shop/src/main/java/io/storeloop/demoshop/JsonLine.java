package io.storeloop.demoshop;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object being written; names and texts are escaped as RFC 8259 §7 asks, lone surrogates
 * too.
 */
final class JsonLine {
  private static final String HEX = "0123456789abcdef";
  private static final int TYPICAL_LENGTH = 384;

  private final StringBuilder out = new StringBuilder(TYPICAL_LENGTH).append('{');

  JsonLine put(String name, @Nullable Object value) {
    if (value != null) {
      name(name);
      value(value);
    }
    return this;
  }

  JsonLine putUnlessEmpty(String name, Map<String, ?> members) {
    if (!members.isEmpty()) {
      name(name);
      object(members);
    }
    return this;
  }

  String end() {
    return out.append('}').toString();
  }

  private void name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    text(name);
    out.append(':');
  }

  private void object(Map<String, ?> members) {
    out.append('{');
    members.forEach(this::put);
    out.append('}');
  }

  private void value(Object value) {
    switch (value) {
      case String text -> text(text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case BigDecimal number -> out.append(number.toPlainString());
      default -> throw new IllegalArgumentException("no JSON form for a " + value.getClass());
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text, i);
    }
    out.append('"');
  }

  private void character(String text, int at) {
    char c = text.charAt(at);
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ' || isLoneSurrogate(text, at)) {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(HEX.charAt((c >> shift) & 0xf));
      }
    } else {
      out.append(c);
    }
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
