package io.storeloop.ingestion.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shoppers are erased.
 *
 * @param key of the hashes that stay of erased ids, at least {@value #SHORTEST_KEY} characters;
 *     empty: nobody can be erased
 * @param refresh how soon every process refuses the events of a user erased through another
 * @param settle how long the deletion waits until all of them do; at least twice {@code refresh}
 * @param linger how long the owners are told to forget, at least: every process of them has to look
 *     once, though one receipt of each is enough; well above {@code
 *     storeloop.erasure.poll-interval}
 * @param poll how soon the next step of an erasure is taken
 */
@ConfigurationProperties("storeloop.ingestion.erasure")
public record ErasureKeyProperties(
    @DefaultValue("") String key,
    @DefaultValue("1s") Duration refresh,
    @DefaultValue("3s") Duration settle,
    @DefaultValue("10s") Duration linger,
    @DefaultValue("500ms") Duration poll) {
  private static final int SHORTEST_KEY = 32;

  /** Refuses a key that can be guessed, and a wait that is too short. */
  public ErasureKeyProperties {
    if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "storeloop.ingestion.erasure.key must have at least %d characters"
              .formatted(SHORTEST_KEY));
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException(
          "storeloop.ingestion.erasure.linger must be 0 or more, but was " + linger);
    }
    if (settle.compareTo(refresh.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "storeloop.ingestion.erasure.settle must be at least twice refresh (%s), but was %s"
              .formatted(refresh, settle));
    }
  }

  @Override
  public String toString() {
    return "ErasureKeyProperties[…]";
  }
}
