package io.storeloop.profile.predictor;

/**
 * A part of a shop's customers that a model may treat otherwise than the rest, told apart by
 * something no model learns from.
 *
 * @param dimension {@code device}, or the name of a trait
 * @param value what the shopper has there
 */
public record Stratum(String dimension, String value) {}
