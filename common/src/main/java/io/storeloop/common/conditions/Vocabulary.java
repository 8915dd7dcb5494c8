package io.storeloop.common.conditions;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths a condition may use, with their types, and the events it may ask for.
 *
 * <p>A path is known exactly ({@code features.orders}) or by a prefix ({@code traits.*}); then
 * everything after the prefix is one key, dots included. An exact path wins over a prefix, a longer
 * prefix over a shorter one.
 */
public final class Vocabulary {

  private final SequencedMap<String, ValueType> exact;
  private final SequencedMap<String, ValueType> prefixes;
  private final SequencedSet<String> eventTypes;
  private final SequencedMap<String, ValueType> eventFields;
  private final SequencedMap<String, ValueType> eventPrefixes;
  private final boolean ofEvents;

  private Vocabulary(Builder builder, boolean ofEvents) {
    this.exact = new LinkedHashMap<>(builder.exact);
    this.prefixes = longestFirst(builder.prefixes);
    this.eventTypes = new LinkedHashSet<>(builder.eventTypes);
    this.eventFields = new LinkedHashMap<>(builder.eventFields);
    this.eventPrefixes = longestFirst(builder.eventPrefixes);
    this.ofEvents = ofEvents;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The type of the value at a path, empty if the path is unknown. */
  public Optional<ValueType> type(String path) {
    ValueType type = exact.get(path);
    return type != null ? Optional.of(type) : prefixOf(path).map(prefixes::get);
  }

  /**
   * The prefix, such as {@code traits.}, by which a path is known; empty if it is known exactly or
   * not at all.
   */
  public Optional<String> prefixOf(String path) {
    return exact.containsKey(path)
        ? Optional.empty()
        : prefixes.keySet().stream()
            .filter(prefix -> path.length() > prefix.length() && path.startsWith(prefix))
            .findFirst();
  }

  /** The paths known exactly, in the order given. */
  public Set<String> paths() {
    return Collections.unmodifiableSet(exact.keySet());
  }

  /** The event types that {@code performed} may name, in the order given. */
  public Set<String> eventTypes() {
    return Collections.unmodifiableSet(eventTypes);
  }

  /** What {@code performed.where} may use: the fields of an event, without {@code performed}. */
  public Vocabulary ofEvents() {
    Builder builder = builder();
    builder.exact.putAll(eventFields);
    builder.prefixes.putAll(eventPrefixes);
    return new Vocabulary(builder, true);
  }

  /**
   * The error code for a name that is not in this vocabulary: fields belong to events, paths to
   * profiles.
   */
  ConditionErrorCode unknownName() {
    return ofEvents ? ConditionErrorCode.UNKNOWN_FIELD : ConditionErrorCode.UNKNOWN_PATH;
  }

  /** The known path that the unknown one was probably meant to be. */
  Optional<String> suggest(String unknown) {
    return Suggestion.closest(
        unknown, Stream.concat(exact.keySet().stream(), prefixes.keySet().stream()));
  }

  private static SequencedMap<String, ValueType> longestFirst(Map<String, ValueType> prefixes) {
    return prefixes.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, LinkedHashMap::new));
  }

  /** Collects paths and events; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, ValueType> exact = new LinkedHashMap<>();
    private final Map<String, ValueType> prefixes = new LinkedHashMap<>();
    private final Set<String> eventTypes = new LinkedHashSet<>();
    private final Map<String, ValueType> eventFields = new LinkedHashMap<>();
    private final Map<String, ValueType> eventPrefixes = new LinkedHashMap<>();

    private Builder() {}

    /** A path, or with the ending {@code .*} every path under it. */
    public Builder path(String path, ValueType type) {
      put(path, type, exact, prefixes);
      return this;
    }

    public Builder eventType(String type) {
      eventTypes.add(type);
      return this;
    }

    /** A field of events, or with the ending {@code .*} every field under it. */
    public Builder eventField(String field, ValueType type) {
      put(field, type, eventFields, eventPrefixes);
      return this;
    }

    public Vocabulary build() {
      return new Vocabulary(this, false);
    }

    private static void put(
        String path,
        ValueType type,
        Map<String, ValueType> exact,
        Map<String, ValueType> prefixes) {
      if (path.endsWith(".*")) {
        prefixes.put(path.substring(0, path.length() - 1), type);
      } else {
        exact.put(path, type);
      }
    }
  }
}
