package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns events, in log order, into histories and item mentions. One thread writes; the counters may
 * be read by any.
 */
public final class Interactions {
  private final Histories histories;
  private final Catalogue catalogue;
  private final InteractionProperties properties;
  private final boolean consentRequired;
  private volatile ClickListener clicks = (user, item, time) -> {};
  private volatile long appliedEvents;
  private volatile long appliedInteractions;

  /** For a shop that does not ask for consent. */
  public Interactions(Histories histories, Catalogue catalogue, InteractionProperties properties) {
    this(histories, catalogue, properties, false);
  }

  /** {@code consentRequired}: consent that nobody has given is none. */
  Interactions(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties properties,
      boolean consentRequired) {
    this.consentRequired = consentRequired;
    this.histories = histories;
    this.catalogue = catalogue;
    this.properties = properties;
  }

  /** Who is told of every interaction of interest, after its history has it. */
  public void listen(ClickListener listener) {
    clicks = listener;
  }

  /** Hears that a user did something with an item; called by the thread that writes. */
  @FunctionalInterface
  public interface ClickListener {
    /**
     * Takes it in.
     *
     * @param item index in the {@link Catalogue}
     * @param occurredAt epoch milliseconds
     */
    void click(UserHistory user, int item, long occurredAt);
  }

  /** Applies one event; those of bots and tests count as applied and teach nothing. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void apply(Event event) {
    if (event.isOfShopper()) {
      applyToShopper(event);
    }
    appliedEvents++;
  }

  private void applyToShopper(Event event) {
    histories.observe(event);
    Map<ConsentPurpose, Boolean> said = ConsentPurpose.saidBy(event);
    if (!said.isEmpty()) {
      histories.historyOf(event.userId(), event.anonymousId()).hear(said, event);
    }
    if (event.itemId() != null && mayCount(said, heardOf(event))) {
      applyToItem(event, event.itemId());
    }
  }

  private Optional<Boolean> heardOf(Event event) {
    return histories
        .find(event.userId(), event.userId() == null ? event.anonymousId() : null, null)
        .flatMap(history -> history.consent(ConsentPurpose.ANALYTICS));
  }

  /** What the event says itself counts before what the shopper said last so far. */
  private boolean mayCount(Map<ConsentPurpose, Boolean> said, Optional<Boolean> heard) {
    Boolean own = said.get(ConsentPurpose.ANALYTICS);
    return own != null ? own : heard.orElse(!consentRequired);
  }

  /** The history of one shopper's events, told again in the order of the log. */
  UserHistory retold(List<Event> events) {
    UserHistory history = histories.empty();
    for (Event event : events) {
      if (event.isOfShopper()) {
        Map<ConsentPurpose, Boolean> said = ConsentPurpose.saidBy(event);
        if (!said.isEmpty()) {
          history.hear(said, event);
        }
        if (event.itemId() != null
            && isOfInterest(event)
            && mayCount(said, history.consent(ConsentPurpose.ANALYTICS))) {
          note(event, event.itemId(), history);
        }
      }
    }
    return history;
  }

  /** Events applied since the start of this process. */
  public long appliedEvents() {
    return appliedEvents;
  }

  /** Those of them that say something about a user's interest in an item. */
  public long appliedInteractions() {
    return appliedInteractions;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void applyToItem(Event event, String itemId) {
    if (!isOfInterest(event)) {
      return;
    }
    UserHistory history = histories.historyOf(event.userId(), event.anonymousId());
    int item = note(event, itemId, history);
    if (properties.weightOf(event) > 0) {
      clicks.click(history, item, event.occurredAt().toEpochMilli());
    }
    appliedInteractions++;
  }

  private boolean isOfInterest(Event event) {
    return switch (event.type()) {
      case REMOVE_FROM_CART, REFUND, PURCHASE -> true;
      default -> properties.weightOf(event) > 0;
    };
  }

  private int note(Event event, String itemId, UserHistory history) {
    float weight = properties.weightOf(event);
    boolean bought = event.type() == EventType.PURCHASE;
    int item =
        catalogue.mention(itemId, event.textProperty("name"), event.textProperty("category"));
    if (bought || event.type() == EventType.REFUND) {
      long units = event.quantity() == null ? 1 : event.quantity();
      history.addPurchase(item, bought ? units : -units);
    }
    if (weight > 0 || event.type() == EventType.REMOVE_FROM_CART) {
      history.add(new Interaction(item, event.type(), weight, event.occurredAt().toEpochMilli()));
    }
    return item;
  }
}
