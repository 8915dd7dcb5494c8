package io.storeloop.ingestion.validation;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks through every text of a record: fields, property names and values, however deep. */
final class TextSearch {
  private TextSearch() {}

  /** The pointer to the first text that matches; null if none does. */
  static @Nullable String pointerTo(Draft draft, Predicate<String> matches) {
    for (Field field : Field.texts()) {
      String text = draft.text(field);
      if (text != null && matches.test(text)) {
        return "/" + field.wireName();
      }
    }
    return within(draft.value(Field.PROPERTIES), "/properties", matches);
  }

  private static @Nullable String within(
      @Nullable Object value, String pointer, Predicate<String> matches) {
    return switch (value) {
      case String text -> matches.test(text) ? pointer : null;
      case Map<?, ?> map -> withinMap(map, pointer, matches);
      case List<?> list -> withinList(list, pointer, matches);
      case null, default -> null;
    };
  }

  private static @Nullable String withinMap(
      Map<?, ?> map, String pointer, Predicate<String> matches) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (matches.test(name)) {
        return pointer;
      }
      String found = within(entry.getValue(), pointer + "/" + name, matches);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String withinList(
      List<?> list, String pointer, Predicate<String> matches) {
    for (int i = 0; i < list.size(); i++) {
      String found = within(list.get(i), pointer + "/" + i, matches);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
