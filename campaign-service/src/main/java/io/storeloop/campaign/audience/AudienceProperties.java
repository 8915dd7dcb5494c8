package io.storeloop.campaign.audience;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How profile-service is asked.
 *
 * @param profileUrl where it answers
 * @param profileConnectTimeout how long a connection to it may take
 * @param profileDeadline how long an answer may take altogether; then the decision does without
 * @param profileConcurrency groups of questions under way at once, those that need predictions and
 *     the others each; more wait, inside their deadline
 * @param profileGroup questions that go together at most
 */
@Validated
@ConfigurationProperties("storeloop.campaign")
record AudienceProperties(
    @DefaultValue("http://127.0.0.1:8082") URI profileUrl,
    @DefaultValue("100ms") Duration profileConnectTimeout,
    @DefaultValue("250ms") Duration profileDeadline,
    @Min(1) @Max(256) @DefaultValue("2") int profileConcurrency,
    @Min(1) @Max(100) @DefaultValue("50") int profileGroup) {
  AudienceProperties {
    if (profileConnectTimeout.isNegative()
        || profileConnectTimeout.isZero()
        || profileDeadline.isNegative()
        || profileDeadline.isZero()) {
      throw new IllegalArgumentException(
          "storeloop.campaign.profile-connect-timeout and profile-deadline must be above 0");
    }
  }
}
