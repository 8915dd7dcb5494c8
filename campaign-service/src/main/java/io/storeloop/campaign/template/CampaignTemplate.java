package io.storeloop.campaign.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A usual play, written down as the draft that it becomes. Numbers are where to begin, not advice:
 * the holdout tells whether the play works in this shop.
 */
public enum CampaignTemplate {
  WIN_BACK(
      "Bring back buyers who have become quiet: at least two orders, and none for 60 days.",
      """
      {"name": "Win back quiet buyers", "placements": ["home"],
       "condition": {"features.orders": {"$gte": 2}, "features.recencyDays": {"$gte": 60}},
       "offers": [{"offerId": "ten-percent", "kind": "promotion", "title": "We have missed you: ten percent off",
                   "promotion": {"type": "percentage", "value": 10}}],
       "frequencyCaps": [{"most": 3, "period": "P7D"}], "holdoutShare": 0.1, "goal": {"windowDays": 14}}
      """),
  ABANDONED_CART(
      "Remind shoppers of the cart they left: something was put into the cart this week and nothing bought.",
      """
      {"name": "Remind of the abandoned cart", "placements": ["home"],
       "condition": {"features.cartAdds7d": {"$gte": 1}, "features.purchases7d": {"$lt": 1}},
       "offers": [{"offerId": "reminder", "title": "Your cart is waiting for you", "link": "/cart"}],
       "frequencyCaps": [{"most": 1, "period": "P1D"}, {"most": 3, "period": "P7D"}], "holdoutShare": 0.1,
       "goal": {"windowDays": 3}}
      """),
  REPLENISHMENT(
      "Offer what is bought again and again about when it runs out: bought at a regular pace, and not for 21 days.",
      """
      {"name": "Replenish what runs out", "placements": ["home"],
       "condition": {"features.orders": {"$gte": 3}, "features.daysBetweenPurchases": {"$lte": 45},
                     "features.recencyDays": {"$gte": 21}},
       "offers": [{"offerId": "again", "kind": "recommendations", "title": "Time for more?",
                   "recommendations": {"numResults": 4}}],
       "frequencyCaps": [{"most": 2, "period": "P7D"}], "holdoutShare": 0.1, "goal": {"windowDays": 7}}
      """),
  SECOND_PURCHASE(
      "Turn first buyers into customers: exactly one order, a week to two months ago.",
      """
      {"name": "Second purchase", "placements": ["home"],
       "condition": {"features.orders": {"$gte": 1, "$lt": 2}, "features.recencyDays": {"$gte": 7, "$lte": 60}},
       "offers": [{"offerId": "free-shipping", "kind": "promotion", "title": "Your next order ships free",
                   "promotion": {"type": "free_shipping"}}],
       "frequencyCaps": [{"most": 3, "period": "P7D"}], "holdoutShare": 0.1, "goal": {"windowDays": 14}}
      """),
  VIP(
      "Thank the best customers: at least five orders, one of them in the last 90 days.",
      """
      {"name": "Thank the best customers", "placements": ["home"],
       "condition": {"features.orders": {"$gte": 5}, "features.recencyDays": {"$lte": 90}},
       "offers": [{"offerId": "early-access", "title": "New arrivals, for you first", "link": "/new"}],
       "frequencyCaps": [{"most": 1, "period": "P7D"}], "priority": 10, "holdoutShare": 0.1, "goal": {"windowDays": 14}}
      """),
  CROSS_SELL(
      "Show recent buyers what goes with it: an order in the last 14 days.",
      """
      {"name": "What goes with it", "placements": ["home"],
       "condition": {"features.orders": {"$gte": 1}, "features.recencyDays": {"$lte": 14}},
       "offers": [{"offerId": "goes-with-it", "kind": "recommendations", "title": "Goes well with what you have",
                   "recommendations": {"numResults": 4}}],
       "frequencyCaps": [{"most": 3, "period": "P7D"}], "holdoutShare": 0.1, "goal": {"windowDays": 7}}
      """);

  private final String description;
  private final String draft;

  CampaignTemplate(String description, String draft) {
    this.description = description;
    this.draft = draft;
  }

  /** The template's name on the wire, such as {@code win-back}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whom it addresses, in a sentence. */
  public String description() {
    return description;
  }

  /** The draft as a request for a campaign; a fresh one at every call. */
  public ObjectNode draft() {
    return (ObjectNode) JsonMapper.shared().readTree(draft);
  }

  public static Optional<CampaignTemplate> find(String id) {
    return Arrays.stream(values()).filter(template -> template.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(CampaignTemplate::id).toList();
  }
}
