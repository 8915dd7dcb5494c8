package io.storeloop.ingestion.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of one call.
 *
 * @param maxBatchEvents most records in one call; more answer 413
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.intake")
public record IntakeProperties(@Min(1) @Max(10_000) @DefaultValue("1000") int maxBatchEvents) {}
