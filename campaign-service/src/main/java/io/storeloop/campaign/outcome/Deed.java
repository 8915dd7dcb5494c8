package io.storeloop.campaign.outcome;

import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a shopper did which may reach a goal: one line of an order, or another event.
 *
 * @param type as on the wire
 * @param revenue price × quantity; absent if the price is not known
 * @param cost of all units; absent if it is not known
 * @param currency ISO 4217, {@code XXX} if the shop said none
 * @param fields what conditions may look at
 */
record Deed(
    String shopper,
    String type,
    Instant occurredAt,
    @Nullable BigDecimal revenue,
    @Nullable BigDecimal cost,
    String currency,
    Map<String, Value> fields) {
  Deed {
    fields = Map.copyOf(fields);
  }
}
