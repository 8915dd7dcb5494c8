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
 * Bounds of one call.
 *
 * @param maxBatchEvents most records in one call; more answer 413
 * @param oldestEvent how long ago a live event may have happened; older ones are refused. What is
 *     older mostly comes from a device whose clock was never set; true history is imported.
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.intake")
public record IntakeProperties(
    @Min(1) @Max(10_000) @DefaultValue("1000") int maxBatchEvents,
    @DurationMin(days = 1) @DurationMax(days = 36_500) @DefaultValue("3650d")
        Duration oldestEvent) {}
