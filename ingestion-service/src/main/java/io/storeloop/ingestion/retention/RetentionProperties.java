package io.storeloop.ingestion.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is kept, from its arrival; zero: for ever.
 *
 * @param events whole months of the log are dropped when all of a month is older
 * @param eventKeysMargin how much longer than the events their keys are kept, so that a late
 *     duplicate never becomes a new event
 * @param quality the daily counts
 */
@ConfigurationProperties("storeloop.ingestion.retention")
public record RetentionProperties(
    @DefaultValue("P400D") Duration events,
    @DefaultValue("P62D") Duration eventKeysMargin,
    @DefaultValue("P800D") Duration quality) {
  /** A month is dropped as a whole, so some of its events are kept this much longer. */
  private static final Duration LONGEST_MONTH = Duration.ofDays(31);

  /** Refuses negative times, and keys that would go before their events. */
  public RetentionProperties {
    for (Duration kept : new Duration[] {events, eventKeysMargin, quality}) {
      if (kept.isNegative()) {
        throw new IllegalArgumentException(
            "storeloop.ingestion.retention knows no negative time, but was given " + kept);
      }
    }
    if (!events.isZero() && eventKeysMargin.compareTo(LONGEST_MONTH) < 0) {
      throw new IllegalArgumentException(
          "storeloop.ingestion.retention.event-keys-margin must be at least %s, but was %s"
              .formatted(LONGEST_MONTH, eventKeysMargin));
    }
  }

  /** How long the keys of events are kept; zero for ever. */
  Duration eventKeys() {
    return events.isZero() ? Duration.ZERO : events.plus(eventKeysMargin);
  }
}
