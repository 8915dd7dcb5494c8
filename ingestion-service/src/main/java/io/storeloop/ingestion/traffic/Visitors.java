package io.storeloop.ingestion.traffic;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at who comes, one message after the other, and tells shoppers from bots and tests.
 * Thread-safe.
 */
public final class Visitors {
  /** A wholesale order of 500 lines is one act, and mostly sent by the shop's server. */
  private static final Set<EventType> ORDERS = EnumSet.of(EventType.PURCHASE, EventType.REFUND);

  private final TrafficClassifier classifier;
  private final MinuteCounts messages = new MinuteCounts();
  private final MinuteCounts withoutReferrer = new MinuteCounts();

  Visitors(TrafficProperties properties) {
    this.classifier = new TrafficClassifier(properties);
  }

  /**
   * Who did what a message that comes live tells of; it counts towards its sender's rate until it
   * is {@linkplain #takeBack taken back}.
   *
   * @param events of one message, at least one
   * @param callAgent the user agent of the call, where a shopper's browser made it itself
   */
  public Optional<Tag> ofCall(List<Event> events, @Nullable String callAgent) {
    Event first = events.getFirst();
    SignReader signs = new SignReader(first);
    int perMinute = ORDERS.contains(first.type()) ? 0 : messages.add(visitor(first), millis(first));
    int unreferred =
        signs.isPageWithoutReferrer() ? withoutReferrer.add(visitor(first), millis(first)) : 0;
    return classifier.classify(signs(signs, callAgent, perMinute, unreferred));
  }

  /**
   * A message that brought nothing after all counts no longer: a page that sends it again and
   * again, because we could not store it or our answer was lost, is no bot's.
   *
   * @param events those of {@link #ofCall}
   */
  public void takeBack(List<Event> events) {
    Event first = events.getFirst();
    if (!ORDERS.contains(first.type())) {
      messages.remove(visitor(first), millis(first));
    }
    if (new SignReader(first).isPageWithoutReferrer()) {
      withoutReferrer.remove(visitor(first), millis(first));
    }
  }

  /** Who did what a row of a file tells of: files hold months, so rates say nothing. */
  public Optional<Tag> ofFile(List<Event> events) {
    return classifier.classify(signs(new SignReader(events.getFirst()), null, 0, 0));
  }

  private static TrafficSigns signs(
      SignReader signs, @Nullable String callAgent, int perMinute, int unreferred) {
    String said = signs.userAgent();
    return new TrafficSigns(
        said == null ? callAgent : said,
        signs.isFlaggedAsTest(),
        signs.isDriven(),
        signs.host(),
        signs.ids(),
        perMinute,
        unreferred);
  }

  /** The device, because one user may have several; 64 bits of its id. */
  private static long visitor(Event event) {
    String id = event.anonymousId() == null ? "u:" + event.userId() : "a:" + event.anonymousId();
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long millis(Event event) {
    return Math.max(0, event.occurredAt().toEpochMilli());
  }
}
