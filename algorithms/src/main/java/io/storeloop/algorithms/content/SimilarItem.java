package io.storeloop.algorithms.content;

/**
 * An item like another.
 *
 * @param similarity in (0, 1]
 */
public record SimilarItem(int item, double similarity) {}
