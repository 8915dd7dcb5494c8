package io.storeloop.campaign.lifecycle;

import io.storeloop.common.conditions.Condition;

/**
 * Shoppers for whom results are also read apart, by how they stood at their first decision.
 *
 * @param name in the answer
 * @param condition on the profile of that moment
 */
public record Breakdown(String name, Condition condition) {}
