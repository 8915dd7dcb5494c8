package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.offer.LocalizedContent;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.offer.OfferKindFields;
import io.storeloop.campaign.validation.Mistakes;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final TypeReference<LinkedHashMap<String, OfferContentFields>> TRANSLATIONS =
      new TypeReference<>() {};

  private String offerId;
  private String title;
  private String body;
  private String imageUrl;
  private String link;
  private String language;
  private BigDecimal weight;
  private BigDecimal cost;

  @Column(name = "template_values")
  @ColumnTransformer(write = "cast(? as jsonb)")
  private String values;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String translations;

  @Column(name = "kind")
  @ColumnTransformer(write = "cast(? as jsonb)")
  private String kind;

  protected OfferRow() {}

  static OfferRow of(Offer offer) {
    OfferRow row = new OfferRow();
    OfferContent content = offer.content().standard();
    row.offerId = offer.offerId();
    row.title = content.title();
    row.body = content.body();
    row.imageUrl = content.imageUrl();
    row.link = content.link();
    row.values = JsonMapper.shared().writeValueAsString(content.values());
    row.language = offer.content().language();
    Map<String, OfferContentFields> translated = new LinkedHashMap<>();
    offer
        .content()
        .translations()
        .forEach((tag, text) -> translated.put(tag, OfferContentFields.of(text)));
    row.translations = JsonMapper.shared().writeValueAsString(translated);
    row.kind = JsonMapper.shared().writeValueAsString(OfferKindFields.of(offer.kind()));
    row.weight = offer.weight();
    row.cost = offer.cost();
    return row;
  }

  Offer toOffer() {
    JsonMapper json = JsonMapper.shared();
    // what was written has been checked
    Mistakes none = new Mistakes();
    Map<String, OfferContent> translated = new LinkedHashMap<>();
    json.readValue(translations, TRANSLATIONS)
        .forEach((tag, fields) -> translated.put(tag, fields.read("", none)));
    OfferContent standard =
        new OfferContent(title, body, imageUrl, link, json.readValue(values, VALUES));
    return new Offer(
        offerId,
        json.readValue(kind, OfferKindFields.class).read("", none),
        new LocalizedContent(language, standard, translated),
        weight,
        cost);
  }
}
