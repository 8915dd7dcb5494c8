package io.storeloop.campaign.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what is due leaves.
 *
 * @param workers sends under way at once, of one process
 * @param pollInterval how soon an idle worker looks again
 * @param lease after which another worker takes over what one has not finished
 * @param maxAttempts after which a send has failed; by the defaults of the pauses it is too late
 *     before
 * @param firstRetry pause after the first failure; it doubles with each
 * @param longestRetry the longest pause, and the longest that a receiver may ask for
 * @param maxLateness what is later than planned by more is not sent any more
 * @param pauseCheck how soon a send is looked at again whose campaign is paused or whose shopper
 *     profile-service cannot tell of
 * @param destination what one destination may hold of the workers
 * @param publicUrl where shoppers reach campaign-service, for the link to unsubscribe; empty: no
 *     mail is sent
 * @param mailFrom the address that mails come from; empty: no mail is sent
 */
@Validated
@ConfigurationProperties("storeloop.campaign.delivery")
public record DeliveryProperties(
    @Min(0) @Max(64) @DefaultValue("8") int workers,
    @DefaultValue("500ms") Duration pollInterval,
    @DefaultValue("2m") Duration lease,
    @Min(1) @Max(1000) @DefaultValue("100") int maxAttempts,
    @DefaultValue("10s") Duration firstRetry,
    @DefaultValue("1h") Duration longestRetry,
    @DefaultValue("2d") Duration maxLateness,
    @DefaultValue("1m") Duration pauseCheck,
    @DefaultValue("") String publicUrl,
    @DefaultValue("") String mailFrom,
    @DefaultValue Destination destination,
    @DefaultValue Webhook webhook) {
  public DeliveryProperties {
    if (firstRetry.isNegative() || firstRetry.isZero() || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.delivery.first-retry must be above 0 and at most longest-retry");
    }
    if (lease.compareTo(webhook.timeout().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.delivery.lease must be at least twice webhook.timeout");
    }
  }

  /**
   * What a webhook, or the mail server, may hold of one process.
   *
   * @param concurrency calls under way at once; below {@code workers}, or a dead destination holds
   *     all of them until it rests
   * @param failures in a row without any answer, after which it rests
   * @param rest how long nothing is sent there; then one call tries it out
   */
  public record Destination(
      @Min(1) @DefaultValue("4") int concurrency,
      @Min(1) @DefaultValue("3") int failures,
      @DefaultValue("30s") Duration rest) {
    public Destination {
      if (rest.isNegative()) {
        throw new IllegalArgumentException(
            "storeloop.campaign.delivery.destination.rest must not be below 0");
      }
    }
  }

  /**
   * How destinations are called.
   *
   * @param timeout of a call altogether
   * @param allowPrivate whether loopback and private addresses may be called: for trying it out
   * @param oldSecretValid how long both secrets sign after a rotation
   */
  public record Webhook(
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("false") boolean allowPrivate,
      @DefaultValue("24h") Duration oldSecretValid) {}
}
