package io.storeloop.ingestion.traffic;

import java.util.Optional;

/**
 * Says who did it from what is known about a message: the first signal in the order of {@link
 * Signal} that is seen and not ignored. Pure; thread-safe.
 */
final class TrafficClassifier {
  private final TrafficProperties properties;
  private final KnownAgents agents;
  private final Wildcards testIds;
  private final Wildcards testHosts;

  TrafficClassifier(TrafficProperties properties) {
    this.properties = properties;
    this.agents = KnownAgents.load(properties.agents());
    this.testIds = Wildcards.of(properties.testIds());
    this.testHosts = Wildcards.of(properties.testHosts());
  }

  /** Empty for a shopper, as far as can be told. */
  Optional<Tag> classify(TrafficSigns signs) {
    for (Signal signal : Signal.values()) {
      if (!properties.ignoredSignals().contains(signal) && isSeen(signal, signs)) {
        return Optional.of(Tag.of(signal));
      }
    }
    return Optional.empty();
  }

  private boolean isSeen(Signal signal, TrafficSigns signs) {
    return switch (signal) {
      case TEST_FLAG -> signs.flaggedAsTest();
      case TEST_ID -> signs.ids().stream().anyMatch(testIds::match);
      case TEST_HOST -> signs.host() != null && testHosts.match(signs.host());
      case HEADLESS -> signs.userAgent() != null && agents.isHeadless(signs.userAgent());
      case AGENT -> signs.userAgent() != null && agents.isKnown(signs.userAgent());
      case WEBDRIVER -> signs.driven();
      case RATE -> signs.perMinute() > properties.maxPerMinute();
      case NO_REFERRER ->
          signs.withoutReferrerPerMinute() > properties.maxWithoutReferrerPerMinute();
    };
  }
}
