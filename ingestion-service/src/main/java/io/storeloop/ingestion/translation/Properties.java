package io.storeloop.ingestion.translation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message or of one of its items, taken apart one by one: what nobody takes
 * stays a property.
 *
 * <p>Not thread-safe: one per message.
 */
public final class Properties {
  private final FieldNames names;
  private final Map<String, @Nullable Object> left = new LinkedHashMap<>();

  /** The properties sent, none if that is no object. */
  public Properties(@Nullable Object sent, FieldNames names) {
    this.names = names;
    if (sent instanceof Map<?, ?> map) {
      map.forEach((name, value) -> left.put(nameOf(String.valueOf(name), map), value));
    }
  }

  /** Our name for it, unless the sender uses that name for something else. */
  private String nameOf(String name, Map<?, ?> sent) {
    String ours = names.renamed().get(name);
    return ours == null || sent.containsKey(ours) ? name : ours;
  }

  /** The value of the first of those names that is there, taken out; null if none is. */
  public @Nullable Object take(List<String> names) {
    for (String name : names) {
      if (left.get(name) != null) {
        return left.remove(name);
      }
    }
    return null;
  }

  public @Nullable Object take(String name) {
    return take(List.of(name));
  }

  /** Puts every canonical field that is there into an event, whatever its value is like. */
  public void takeFieldsInto(Map<String, @Nullable Object> event) {
    names
        .fields()
        .forEach((field, spellings) -> {
          Object value = take(spellings);
          if (value != null) {
            event.put(field, value);
          }
        });
  }

  /**
   * Puts those canonical fields into an event whose values they can hold. For events of the shop's
   * own, where {@code position} may as well mean a corner of the page.
   */
  public void takeFittingFieldsInto(Map<String, @Nullable Object> event) {
    names
        .fields()
        .forEach((field, spellings) ->
            spellings.stream()
                .filter(name -> FieldForm.fits(field, left.get(name)))
                .findFirst()
                .ifPresent(name -> event.put(field, left.remove(name))));
  }

  /** The objects of a list, each with its own properties; empty if there is no list of objects. */
  public List<Properties> takeList(String name, FieldNames namesWithin) {
    if (!(left.get(name) instanceof List<?> list)
        || list.isEmpty()
        || !list.stream().allMatch(Map.class::isInstance)) {
      return List.of();
    }
    left.remove(name);
    return list.stream().map(one -> new Properties(one, namesWithin)).toList();
  }

  /** What nobody took. */
  public Map<String, @Nullable Object> left() {
    return left;
  }
}
