package io.storeloop.ingestion.quarantine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the quarantine keeps.
 *
 * @param maxAge how long a record is kept after it came
 * @param maxRecords most records kept; beyond that the oldest go
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.quarantine")
public record QuarantineProperties(
    @DurationMin(days = 1) @DurationMax(days = 3650) @DefaultValue("90d") Duration maxAge,
    @Min(1) @Max(100_000_000) @DefaultValue("1000000") long maxRecords) {}
