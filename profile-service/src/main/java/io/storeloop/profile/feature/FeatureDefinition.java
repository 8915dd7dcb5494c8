package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import java.util.Arrays;
import java.util.List;

/**
 * One feature: what it is called everywhere, and what it means.
 *
 * @param name the last part of its path {@code features.<name>}
 * @param unit in words; empty for plain counts and names
 * @param window which part of the past it looks at, in words
 * @param sources the events it is made of
 */
public record FeatureDefinition(
    String name,
    FeatureType type,
    String unit,
    String window,
    List<EventType> sources,
    String description,
    Derivation derivation) {
  /** The window of what is counted for ever. */
  static final String EVER = "ever";

  /** Everything but {@code identify} and {@code refund}. */
  static final List<EventType> ACTS =
      Arrays.stream(EventType.values()).filter(Behaviour::isActOfShopper).toList();

  static final List<EventType> ALL = List.of(EventType.values());

  /** Without a duplicate, in the given order. */
  public FeatureDefinition {
    sources = sources.stream().distinct().toList();
  }

  /** The sources in words: {@code view, purchase}, {@code acts} or {@code all events}. */
  String from() {
    if (sources.equals(ALL)) {
      return "all events";
    }
    return sources.equals(ACTS)
        ? "acts"
        : String.join(", ", sources.stream().map(EventType::wireName).toList());
  }
}
