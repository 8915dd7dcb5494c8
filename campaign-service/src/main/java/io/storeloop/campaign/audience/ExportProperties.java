package io.storeloop.campaign.audience;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How profile-service is asked for audiences as files.
 *
 * @param profileConcurrency groups of questions under way at once, of all exports of a process;
 *     more wait inside their deadline
 * @param profileDeadline how long an answer may take altogether, waiting included
 */
@Validated
@ConfigurationProperties("storeloop.campaign.export")
record ExportProperties(
    @Min(1) @Max(256) @DefaultValue("1") int profileConcurrency,
    @DefaultValue("5s") Duration profileDeadline) {
  ExportProperties {
    if (profileDeadline.isNegative() || profileDeadline.isZero()) {
      throw new IllegalArgumentException(
          "storeloop.campaign.export.profile-deadline must be above 0");
    }
  }
}
