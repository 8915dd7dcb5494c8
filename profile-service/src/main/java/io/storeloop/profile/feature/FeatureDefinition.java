package io.storeloop.profile.feature;

/**
 * One feature: what it is called everywhere, and what it means.
 *
 * @param name the last part of its path {@code features.<name>}
 * @param unit in words; empty for plain counts and names
 */
public record FeatureDefinition(
    String name, FeatureType type, String unit, String description, Derivation derivation) {}
