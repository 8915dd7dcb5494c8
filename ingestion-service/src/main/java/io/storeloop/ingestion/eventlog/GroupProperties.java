package io.storeloop.ingestion.eventlog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls that come at the same time share transactions.
 *
 * @param committers threads that write, each with a connection while it does
 * @param maxRecords a group takes no further call once it holds so many records
 * @param eagerRecords so many waiting records are worth a transaction beside those that are running
 * @param maxWait the longest that fewer records wait for company, counted from the last beginning
 *     of a transaction; a call that finds nobody else at work does not wait
 * @param patience a call that no group has taken for so long is refused
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.intake.group")
public record GroupProperties(
    @Min(1) @Max(64) @DefaultValue("2") int committers,
    @Min(1) @Max(10_000) @DefaultValue("1000") int maxRecords,
    @Min(1) @Max(10_000) @DefaultValue("500") int eagerRecords,
    @DefaultValue("4ms") Duration maxWait,
    @DefaultValue("1s") Duration patience) {}
