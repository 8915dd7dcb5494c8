package io.storeloop.profile.grouping;

import org.jspecify.annotations.Nullable;

/**
 * How good groups are.
 *
 * @param silhouette of the rows in groups, in [-1, 1]; 1 far apart, 0 touching
 * @param standardError of the silhouette
 * @param daviesBouldin width against distance, 0 or more, the smaller the better
 * @param stability adjusted Rand index of trainings on rows drawn with replacement, of groups by
 *     density on 80 % of the rows; null where the rows are too much alike to draw from
 * @param outliers share of the rows that lie beyond the fences, [0, 1]
 * @param largest share of the rows in the largest group
 */
public record Quality(
    double silhouette,
    double standardError,
    double daviesBouldin,
    @Nullable Double stability,
    double outliers,
    double largest) {
  boolean isStable() {
    return stability != null && stability >= GroupCount.STABLE;
  }
}
