package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.GroupCount;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.Persona;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training found.
 *
 * @param asOf the instant for which time-dependent features were taken
 * @param algorithm the one that found the groups
 * @param k groups, outliers not counted
 * @param profiles all that were placed
 * @param trainedOn how many of them the groups were found from; fewer above the largest sample
 * @param curve silhouettes by number of groups; one point when the number was given
 * @param stability adjusted Rand index of trainings on samples drawn with replacement; 1 is the
 *     same groups again, 0 is chance; absent when the profiles are too much alike to draw from
 * @param daviesBouldin width against distance; absent for clusterings of earlier versions
 * @param outliers profiles beyond the fence of their group
 * @param reason why this algorithm and number of groups, in words
 * @param candidates what each algorithm found that was tried
 * @param missing per feature the share of profiles without a value; such a cell counts as average
 */
record ClusteringResult(
    Instant asOf,
    String algorithm,
    int k,
    int profiles,
    int trainedOn,
    GroupCount.Point silhouette,
    List<GroupCount.Point> curve,
    @Nullable Double stability,
    @Nullable Double daviesBouldin,
    int outliers,
    String reason,
    List<GroupTraining.Candidate> candidates,
    Map<String, Double> missing,
    List<Persona> personas) {}
