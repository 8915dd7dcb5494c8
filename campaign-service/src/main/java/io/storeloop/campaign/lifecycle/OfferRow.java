package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An offer as a row of its campaign. Hibernate fills it, so its fields start as null. */
@Embeddable
@NullUnmarked
class OfferRow {
  private static final TypeReference<LinkedHashMap<String, String>> VALUES =
      new TypeReference<>() {};

  private String offerId;
  private String title;
  private String body;
  private String imageUrl;
  private String link;
  private BigDecimal weight;

  @Column(name = "template_values")
  @ColumnTransformer(write = "cast(? as jsonb)")
  private String values;

  protected OfferRow() {}

  static OfferRow of(Offer offer) {
    OfferRow row = new OfferRow();
    OfferContent content = offer.content();
    row.offerId = offer.offerId();
    row.title = content.title();
    row.body = content.body();
    row.imageUrl = content.imageUrl();
    row.link = content.link();
    row.values = JsonMapper.shared().writeValueAsString(content.values());
    row.weight = offer.weight();
    return row;
  }

  Offer toOffer() {
    return new Offer(
        offerId,
        new OfferContent(
            title, body, imageUrl, link, JsonMapper.shared().readValue(values, VALUES)),
        weight);
  }
}
