package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.List;

/**
 * One place of the list.
 *
 * @param score for ordering within one source only
 * @param evidence the strongest first; their shares and {@code otherShare} add up to 1, unless
 *     there is none
 */
record RecommendedItem(
    CatalogueItem item,
    Source source,
    double score,
    String reason,
    List<Evidence> evidence,
    double otherShare) {}
