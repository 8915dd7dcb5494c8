package io.storeloop.recommendation.interaction;

/** How much of a shopper was forgotten. */
public record Forgotten(long histories, long sessions) {}
