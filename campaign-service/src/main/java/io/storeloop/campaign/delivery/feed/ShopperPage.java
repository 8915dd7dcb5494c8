package io.storeloop.campaign.delivery.feed;

import io.storeloop.campaign.audience.Shopper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some shoppers.
 *
 * @param nextCursor where the next page begins; absent on the last
 */
public record ShopperPage(List<Shopper> shoppers, @Nullable String nextCursor) {}
