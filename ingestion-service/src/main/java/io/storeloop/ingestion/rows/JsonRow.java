package io.storeloop.ingestion.rows;

import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.body.RecordReader;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object on a line of its own; its values are named by dotted paths like {@code
 * context.page.url}. A name that holds a dot itself is found, too.
 *
 * @param number from 1
 */
public record JsonRow(long number, Map<String, @Nullable Object> fields, String json)
    implements Row {
  private static final String UNIT_SEPARATOR = "\u001f";

  @Override
  public @Nullable String text(String path) {
    String text =
        switch (at(fields, path)) {
          case String value -> value.strip();
          case BigDecimal number -> number.toString();
          case Number number -> number.toString();
          case Boolean value -> value.toString();
          case null, default -> "";
        };
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Object at(Map<?, ?> object, String path) {
    Object whole = object.get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return object.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? at(inner, path.substring(dot + 1))
        : null;
  }

  /** A line that is not UTF-8 is refused before it becomes a row. */
  @Override
  public boolean hasUndecodableText() {
    return false;
  }

  @Override
  public UUID contentId() {
    return Uuids.ofText(RecordReader.canonical(fields));
  }

  @Override
  public UUID lineId(String file) {
    return Uuids.ofText(
        file + UNIT_SEPARATOR + number + UNIT_SEPARATOR + RecordReader.canonical(fields));
  }
}
