package io.storeloop.algorithms.basket;

/**
 * An item that is bought together with another, the source.
 *
 * @param together number of baskets that held both
 * @param confidence share of the source's baskets that held this item too, in (0, 1]
 * @param lift confidence divided by the share of all baskets that held this item: how many times as
 *     often as by chance
 * @param evidence Dunning's G², 0 or more: how far the counts are from chance, whatever the lift
 * @param pValue probability of counts that far from chance if chance were all
 */
public record Partner(
    int item, long together, double confidence, double lift, double evidence, double pValue) {}
