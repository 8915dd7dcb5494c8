package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.message.Channel;
import io.storeloop.campaign.message.DeliveryPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each destination may hold of this process's workers, so that a dead one does not keep the
 * others waiting: so many calls under way, and after so many in a row without an answer none for a
 * while. Then one call tries it out; its answer ends the rest, its silence begins the next. A
 * destination is a webhook by its id, or the mail server as {@code email}. Thread-safe.
 *
 * <p>Source: M. Nygard, Release It!, 2nd edition 2018, "Bulkheads" and "Circuit Breaker".
 */
final class Destinations {
  private static final Duration FORGET = Duration.ofHours(1);

  private final DeliveryProperties.Destination bounds;
  private final Map<String, State> states = new HashMap<>();

  Destinations(DeliveryProperties.Destination bounds) {
    this.bounds = bounds;
  }

  /** How sends of a plan name their destination. */
  static String of(DeliveryPlan plan) {
    return plan.channel() == Channel.WEBHOOK
        ? String.valueOf(plan.webhookId())
        : plan.channel().wireName();
  }

  /** Those that take no call now. */
  synchronized List<String> closed(Instant now) {
    states.values().removeIf(state -> state.isForgotten(now));
    return states.entrySet().stream()
        .filter(entry -> isClosed(entry.getValue(), now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Begins a call; false if the destination takes none now. */
  synchronized boolean enter(String destination, Instant now) {
    State state = states.computeIfAbsent(destination, one -> new State(now));
    if (isClosed(state, now)) {
      return false;
    }
    state.underWay++;
    return true;
  }

  /** Ends a call that has begun. */
  synchronized void leave(String destination, boolean answered, Instant now) {
    State state = states.computeIfAbsent(destination, one -> new State(now));
    state.underWay = Math.max(0, state.underWay - 1);
    state.silent = answered ? 0 : state.silent + 1;
    state.lastLeft = now;
    state.restsUntil = now.plus(bounds.rest());
  }

  private boolean isClosed(State state, Instant now) {
    return isTroubled(state)
        ? state.underWay > 0 || now.isBefore(state.restsUntil)
        : state.underWay >= bounds.concurrency();
  }

  private boolean isTroubled(State state) {
    return state.silent >= bounds.failures();
  }

  private static final class State {
    private int underWay;

    /** Calls in a row that were not answered. */
    private int silent;

    /** Counts while it is troubled. */
    private Instant restsUntil;

    private Instant lastLeft;

    State(Instant now) {
      this.restsUntil = now;
      this.lastLeft = now;
    }

    boolean isForgotten(Instant now) {
      return underWay == 0 && lastLeft.plus(FORGET).isBefore(now);
    }
  }
}
