package io.storeloop.profile.segment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of segments.
 *
 * @param maxSegments how many there may be; all are evaluated for each profile asked for
 * @param sampleSize userIds that a preview shows
 * @param previewProfiles profiles that a preview looks at: where there are more, a random sample,
 *     and the answer is an estimate; a quarter where events must be counted
 * @param rfmRefresh how often the thresholds of the built-in segments move
 * @param trackingInterval how long after the last look the next is taken for profiles that may have
 *     come into a segment or left it
 * @param changesKept how long it is told who came and who left
 */
@Validated
@ConfigurationProperties("storeloop.profile.segments")
record SegmentProperties(
    @Min(1) @Max(10_000) @DefaultValue("500") int maxSegments,
    @Min(0) @Max(100) @DefaultValue("10") int sampleSize,
    @Min(1_000) @Max(1_000_000) @DefaultValue("20000") int previewProfiles,
    @DurationMin(minutes = 1) @DefaultValue("1d") Duration rfmRefresh,
    @DurationMin(millis = 10) @DefaultValue("200ms") Duration trackingInterval,
    @DurationMin(days = 1) @DefaultValue("30d") Duration changesKept) {}
