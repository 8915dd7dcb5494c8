package io.storeloop.ingestion.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of one call, and of all of them together.
 *
 * @param maxBatchEvents most records in one call; more answer 413
 * @param maxCalls calls in hand at the same time; further ones answer 503
 * @param maxRecords records in hand at the same time, as long as one call alone does not bring more
 * @param oldestEvent how long ago a live event may have happened; older ones are refused. What is
 *     older mostly comes from a device whose clock was never set; true history is imported.
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.intake")
public record IntakeProperties(
    @Min(1) @Max(10_000) @DefaultValue("1000") int maxBatchEvents,
    @Min(1) @Max(100_000) @DefaultValue("512") int maxCalls,
    @Min(1) @Max(1_000_000) @DefaultValue("5000") int maxRecords,
    @DurationMin(days = 1) @DurationMax(days = 36_500) @DefaultValue("3650d")
        Duration oldestEvent) {}
