package io.storeloop.profile.cluster;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of trainings.
 *
 * @param mostTrainedOn profiles from which centroids are found; all are placed in groups
 * @param placingInterval how often all are placed anew, whom time alone has moved
 */
@Validated
@ConfigurationProperties("storeloop.profile.clustering")
record ClusteringProperties(
    @Min(1_000) @Max(1_000_000) @DefaultValue("200000") int mostTrainedOn,
    @DurationMin(minutes = 1) @DefaultValue("1d") Duration placingInterval) {}
