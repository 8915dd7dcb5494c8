package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of the list.
 *
 * @param score for ordering within one source only
 * @param evidence the strongest first; their shares and {@code otherShare} add up to 1, unless
 *     there is none
 * @param placedBy the rule, promotion or exploration that put it there; null if its score did
 * @param propensity how probable it was that the item would be shown, in (0, 1]
 */
record RecommendedItem(
    CatalogueItem item,
    Source source,
    double score,
    String reason,
    List<Evidence> evidence,
    double otherShare,
    Placed.@Nullable By placedBy,
    double propensity) {}
