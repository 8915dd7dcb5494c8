package io.storeloop.demoshop;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Lives all shoppers' visits as they come and hands out their events in the order of time; at the
 * same time the lower shopper first, then as noted.
 *
 * <p>Holds every shopper's state and only the events of visits that overlap.
 */
final class EventMerge implements Iterator<ShopEvent> {
  private record Pending(ShopEvent event, int shopper, int place) {}

  private static final Comparator<Pending> BY_TIME =
      Comparator.comparing((Pending pending) -> pending.event().timestamp())
          .thenComparingInt(Pending::shopper)
          .thenComparingInt(Pending::place);
  private static final Comparator<ShopperLife> BY_NEXT_VISIT =
      Comparator.comparingLong(ShopperLife::nextVisitAt)
          .thenComparingInt(life -> life.nature().number);

  private final PriorityQueue<ShopperLife> lives = new PriorityQueue<>(BY_NEXT_VISIT);
  private final PriorityQueue<Pending> pending = new PriorityQueue<>(BY_TIME);

  EventMerge(Setting setting) {
    for (int number = 0; number < setting.options().shoppers(); number++) {
      await(new ShopperLife(setting, number));
    }
  }

  @Override
  public boolean hasNext() {
    while (!lives.isEmpty() && (pending.isEmpty() || !isSettled(pending.element()))) {
      liveNextVisit();
    }
    return !pending.isEmpty();
  }

  @Override
  public ShopEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all shoppers' events were handed out");
    }
    return pending.remove().event();
  }

  /** Whether no visit to come can bring an event that belongs before it. */
  private boolean isSettled(Pending first) {
    return first.event().timestamp().toEpochMilli() < lives.element().nextVisitAt();
  }

  private void liveNextVisit() {
    ShopperLife life = lives.remove();
    int place = 0;
    for (ShopEvent event : life.visit()) {
      pending.add(new Pending(event, life.nature().number, place++));
    }
    await(life);
  }

  private void await(ShopperLife life) {
    if (!life.isOver()) {
      lives.add(life);
    }
  }
}
