package io.storeloop.campaign.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param revenue price × quantity; absent if the price is not known
 * @param currency ISO 4217, {@code XXX} if the shop said none
 */
record Purchase(
    String shopper, Instant occurredAt, @Nullable BigDecimal revenue, String currency) {}
