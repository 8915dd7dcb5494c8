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
 * @param maxAttempts how often a batch is begun before its import fails
 * @param retryPause after the first fault; each further pause is twice as long
 * @param dryRunRows how many rows of a file a dry run looks at
 * @param maxStreams progress streams that are open at a time; one more answers 503
 * @param maxStreamDuration how long a stream is kept open; its reader then connects again
 * @param progressInterval how often a stream looks for news
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
    @DefaultValue("10s") Duration lease,
    @Min(1) @Max(10) @DefaultValue("5") int maxAttempts,
    @DefaultValue("1s") Duration retryPause,
    @Min(20) @Max(1_000_000) @DefaultValue("10000") int dryRunRows,
    @Min(1) @Max(1000) @DefaultValue("20") int maxStreams,
    @DefaultValue("15m") Duration maxStreamDuration,
    @DefaultValue("500ms") Duration progressInterval) {
  private static final long LONGEST_ROW = 1 << 16;

  /** So much of a file, unpacked, a dry run reads at most, whatever its rows look like. */
  long maxPlainBytesOfDryRun() {
    return Math.min(maxPlainSize.toBytes(), dryRunRows * LONGEST_ROW);
  }
}
