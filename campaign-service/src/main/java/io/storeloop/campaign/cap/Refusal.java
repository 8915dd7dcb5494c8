package io.storeloop.campaign.cap;

import java.util.UUID;

/**
 * Why a claim is not granted.
 *
 * @param scope the campaign that is used up for the shopper, or {@link #SHOP}: all of them are
 * @param words for the reasons of the decision
 */
public record Refusal(UUID scope, String words) {
  /** The scope of what holds across all campaigns: the nil id. */
  public static final UUID SHOP = new UUID(0, 0);
}
