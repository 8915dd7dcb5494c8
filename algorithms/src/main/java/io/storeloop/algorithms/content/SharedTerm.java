package io.storeloop.algorithms.content;

/**
 * Something that two items have in common.
 *
 * @param share how much of their similarity it makes up, in (0, 1]; all shares add up to 1
 */
public record SharedTerm(Term term, double share) {}
