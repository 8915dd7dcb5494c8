package io.storeloop.profile.grouping;

/**
 * A quantity by which rows are grouped, with the words for groups that have much or little of it.
 *
 * @param heavyTailed counts and money: the logarithm is taken first
 */
public record Column(String name, boolean heavyTailed, String high, String low) {}
