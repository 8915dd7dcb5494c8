package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.util.Map;

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
    if (event.itemId() != null && mayCount(event, said)) {
      applyToItem(event, event.itemId());
    }
  }

  /** What the event says itself counts before what the shopper said last so far. */
  private boolean mayCount(Event event, Map<ConsentPurpose, Boolean> said) {
    Boolean own = said.get(ConsentPurpose.ANALYTICS);
    return own != null
        ? own
        : histories
            .find(event.userId(), event.userId() == null ? event.anonymousId() : null, null)
            .flatMap(history -> history.consent(ConsentPurpose.ANALYTICS))
            .orElse(!consentRequired);
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
    float weight = properties.weightOf(event);
    boolean takesBack =
        event.type() == EventType.REMOVE_FROM_CART || event.type() == EventType.REFUND;
    boolean bought = event.type() == EventType.PURCHASE;
    if (weight <= 0 && !takesBack && !bought) {
      return;
    }
    int item =
        catalogue.mention(itemId, event.textProperty("name"), event.textProperty("category"));
    UserHistory history = histories.historyOf(event.userId(), event.anonymousId());
    if (bought || event.type() == EventType.REFUND) {
      long units = event.quantity() == null ? 1 : event.quantity();
      history.addPurchase(item, bought ? units : -units);
    }
    if (weight > 0 || event.type() == EventType.REMOVE_FROM_CART) {
      history.add(new Interaction(item, event.type(), weight, event.occurredAt().toEpochMilli()));
    }
    if (weight > 0) {
      clicks.click(history, item, event.occurredAt().toEpochMilli());
    }
    appliedInteractions++;
  }
}
