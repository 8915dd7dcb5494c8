package io.storeloop.ingestion.snowplow;

import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entities that go with an event, taken one by one: what nobody takes stays a property.
 *
 * <p>Not thread-safe: one per event.
 */
final class Entities {
  private final List<SelfDescribing> left = new ArrayList<>();

  /** The entities in a {@code contexts} object; none if it is no such object. */
  Entities(Map<String, @Nullable Object> contexts) {
    if (contexts.get("data") instanceof List<?> list) {
      list.forEach(one -> SelfDescribing.of(one).ifPresent(left::add));
    }
  }

  /** The first e-commerce entity of that name, taken out; without properties if there is none. */
  Properties takeEcommerce(String name, FieldNames names) {
    return new Properties(
        take(entity -> entity.isOfEcommerce() && entity.name().equals(name))
            .map(SelfDescribing::data)
            .orElse(null),
        names);
  }

  /** A field of the first e-commerce entity of that name; null if there is none. */
  @Nullable Object ecommerce(String name, String field) {
    for (SelfDescribing entity : left) {
      if (entity.isOfEcommerce() && entity.name().equals(name)) {
        return entity.get(field);
      }
    }
    return null;
  }

  /** Every e-commerce entity of that name, taken out, in order. */
  List<Properties> takeAllEcommerce(String name, FieldNames names) {
    List<Properties> all = new ArrayList<>();
    for (SelfDescribing entity : List.copyOf(left)) {
      if (entity.isOfEcommerce() && entity.name().equals(name) && entity.data() instanceof Map) {
        left.remove(entity);
        all.add(new Properties(entity.data(), names));
      }
    }
    return all;
  }

  /** The session that Snowplow's mobile trackers tell of, taken out. */
  Optional<SelfDescribing> takeSession() {
    return take(entity -> entity.name().equals("client_session"));
  }

  private Optional<SelfDescribing> take(Predicate<SelfDescribing> wanted) {
    Optional<SelfDescribing> found = left.stream().filter(wanted).findFirst();
    found.ifPresent(left::remove);
    return found;
  }

  /** What nobody took: name of the entity, and its data, or a list where several have that name. */
  Map<String, @Nullable Object> left() {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (SelfDescribing entity : left) {
      Object before = byName.get(entity.name());
      if (before == null) {
        byName.put(entity.name(), entity.data());
      } else {
        List<@Nullable Object> several = new ArrayList<>();
        if (before instanceof List<?> list) {
          several.addAll(list);
        } else {
          several.add(before);
        }
        several.add(entity.data());
        byName.put(entity.name(), several);
      }
    }
    return byName;
  }
}
