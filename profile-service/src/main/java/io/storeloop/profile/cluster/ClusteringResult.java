package io.storeloop.profile.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training found.
 *
 * @param asOf the instant for which time-dependent features were taken
 * @param profiles all that were placed in a group
 * @param trainedOn how many of them the centroids were found from; fewer above the largest sample
 * @param curve silhouettes by number of groups; one point when the number was given
 * @param stability adjusted Rand index of two trainings on samples drawn with replacement; 1 is the
 *     same groups again, 0 is chance; absent when the profiles are too much alike to draw from
 * @param missing per feature the share of profiles without a value; such a cell counts as average
 */
record ClusteringResult(
    Instant asOf,
    int k,
    int profiles,
    int trainedOn,
    GroupCount.Point silhouette,
    List<GroupCount.Point> curve,
    @Nullable Double stability,
    Map<String, Double> missing,
    List<Persona> personas) {}
