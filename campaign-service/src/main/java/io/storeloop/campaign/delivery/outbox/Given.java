package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.offer.OfferContent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message gives along with its offer, as the ledger has it: the same at every attempt and in
 * every step.
 *
 * @param language of the content, a BCP 47 tag; absent where nobody said
 * @param couponCode the shopper's own; absent unless the offer is a coupon
 * @param items that were picked for the shopper, without those that have left the catalogue
 */
public record Given(
    OfferContent content,
    @Nullable String language,
    @Nullable String couponCode,
    List<Item> items) {
  public Given {
    items = List.copyOf(items);
  }

  /** An item as the catalogue has it now. */
  public record Item(
      String itemId,
      @Nullable String title,
      @Nullable BigDecimal price,
      @Nullable String currency) {}
}
