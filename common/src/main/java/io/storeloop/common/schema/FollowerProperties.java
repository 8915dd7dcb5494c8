package io.storeloop.common.schema;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a follower reads the event log.
 *
 * @param pollInterval how soon an idle follower looks again
 * @param batchSize events applied in one transaction
 * @param retryPause the longest pause after a failure; the first is a poll interval, then doubling
 */
@Validated
@ConfigurationProperties("storeloop.follower")
public record FollowerProperties(
    @DefaultValue("100ms") Duration pollInterval,
    @Min(1) @Max(10_000) @DefaultValue("1000") int batchSize,
    @DefaultValue("5s") Duration retryPause) {}
