package io.storeloop.recommendation.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One place of a list as it was answered.
 *
 * @param propensity how probable it was that the item would be shown, in (0, 1]
 * @param placedBy the rule or promotion that put it there; null if its score did
 */
public record LedgerItem(
    String itemId, double score, String source, double propensity, @Nullable String placedBy) {}
