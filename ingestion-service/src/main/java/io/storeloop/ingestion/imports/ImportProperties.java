package io.storeloop.ingestion.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files are taken in.
 *
 * @param directory where uploads lie until they are done; instances that share it share the work
 * @param maxFileSize the longest upload, as sent; longer ones answer 413
 * @param maxPlainSize the longest file unpacked; longer ones fail
 * @param minFreeSpace what an upload must leave free on the disk; otherwise 507
 * @param batchRows rows in one transaction
 * @param pollInterval how soon an idle worker looks for work that others left
 * @param lease how long a worker may be silent before another takes its task over
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.imports")
record ImportProperties(
    @DefaultValue(".storeloop/imports") Path directory,
    @DefaultValue("2GB") DataSize maxFileSize,
    @DefaultValue("20GB") DataSize maxPlainSize,
    @DefaultValue("256MB") DataSize minFreeSpace,
    @Min(1) @Max(10_000) @DefaultValue("1000") int batchRows,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("10s") Duration lease) {}
