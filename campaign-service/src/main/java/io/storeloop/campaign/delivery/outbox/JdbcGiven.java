package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.delivery.outbox.Given.Item;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from the ledger what a decision gives along. */
@Component
class JdbcGiven {
  private static final String SERVED = "select served from decision where id = :id";

  private static final String ITEMS =
      """
      select item_id, name, price, currency from item_v1
      where item_id = any (cast(:items as text[])) and in_stock and not deleted
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;

  JdbcGiven(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Given of(UUID decisionId, Offer offer) {
    JsonNode served =
        database
            .jdbc()
            .sql(SERVED)
            .param("id", decisionId)
            .query((row, number) -> json.readTree(Objects.requireNonNull(row.getString(1))))
            .optional()
            .orElseGet(json::createObjectNode);
    String language = served.path("language").asString(null);
    OfferContent translated =
        language == null ? null : offer.content().translations().get(language);
    return new Given(
        translated == null ? offer.content().standard() : translated,
        language,
        served.path("couponCode").asString(null),
        items(served.path("itemIds").valueStream().map(JsonNode::asString).toList()));
  }

  private List<Item> items(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, Item> known = new HashMap<>();
    database
        .jdbc()
        .sql(ITEMS)
        .param("items", ids.toArray(String[]::new))
        .query((row, number) ->
            new Item(
                Objects.requireNonNull(row.getString("item_id")),
                row.getString("name"),
                row.getBigDecimal("price"),
                row.getString("currency")))
        .list()
        .forEach(item -> known.put(item.itemId(), item));
    return ids.stream().filter(known::containsKey).map(known::get).toList();
  }
}
