package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventType;

/**
 * A user did something with an item.
 *
 * @param item index in the {@link Catalogue}
 * @param weight how much interest it shows, above 0; 0 only where it takes interest back
 * @param occurredAt epoch milliseconds by the sender's clock
 */
public record Interaction(int item, EventType type, float weight, long occurredAt) {}
