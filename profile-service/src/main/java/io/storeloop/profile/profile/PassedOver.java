package io.storeloop.profile.profile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the profiles that some work passes over because they cannot be calculated with, so that
 * one of them does not keep the others waiting. Thread-safe.
 */
public final class PassedOver {
  private static final Logger LOG = LoggerFactory.getLogger(PassedOver.class);

  private final String work;
  private final Counter counter;

  /**
   * Counts in {@code storeloop.profiles.passed.over}.
   *
   * @param work what they are passed over by: a tag
   */
  public PassedOver(MeterRegistry meters, String work) {
    this.work = work;
    this.counter = meters.counter("storeloop.profiles.passed.over", "work", work);
  }

  /** Notes one profile, without its name. */
  public void note(RuntimeException fault) {
    counter.increment();
    LOG.error("a profile could not be calculated with and was passed over by {}", work, fault);
  }
}
