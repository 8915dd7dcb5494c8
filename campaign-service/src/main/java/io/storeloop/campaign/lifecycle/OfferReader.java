package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.lifecycle.CampaignRequest.OfferRequest;
import io.storeloop.campaign.offer.LocalizedContent;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.validation.Mistakes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one offer of a request. */
final class OfferReader {
  private static final int MOST_TRANSLATIONS = 30;
  private static final BigDecimal SMALLEST_WEIGHT = new BigDecimal("0.0001");
  private static final BigDecimal LARGEST_WEIGHT = new BigDecimal("1000");
  private static final int WEIGHT_DECIMALS = 6;
  private static final BigDecimal LARGEST_COST = new BigDecimal("1000000000");
  private static final int COST_DECIMALS = 4;

  private static final Pattern OFFER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

  private final Mistakes mistakes;

  OfferReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Offer read(@Nullable OfferRequest given, int index) {
    String at = "/offers/" + index;
    String byPlace = "offer-" + (index + 1);
    if (given == null) {
      mistakes.add(at, "missing_value", "expected an offer, received null");
      OfferContent nothing = new OfferContent("", null, null, null, Map.of());
      return Offer.message(byPlace, nothing, BigDecimal.ONE);
    }
    String offerId = given.offerId() == null ? byPlace : given.offerId();
    if (offerId.isEmpty()) {
      mistakes.add(at + "/offerId", "missing_value", "expected a name, or leave the field out");
    }
    mistakes.matching(
        at + "/offerId", offerId, OFFER_ID, "1 to 64 letters, digits or . _ - after the first");
    OfferKind kind = given.kindFields().read(at, mistakes);
    return new Offer(offerId, kind, content(at, given, kind), weight(at, given), cost(at, given));
  }

  private LocalizedContent content(String at, OfferRequest given, OfferKind kind) {
    OfferContentFields fields = given.contentFields();
    OfferContent standard =
        kind instanceof OfferKind.AudienceOnly
            ? fields.readWithoutTitle(at, mistakes)
            : fields.read(at, mistakes);
    String language = mistakes.optional(at + "/language", given.language(), 35);
    if (language != null) {
      checkLanguage(at + "/language", language);
    }
    return new LocalizedContent(
        language, standard, translations(at + "/translations", given.translations()));
  }

  private Map<String, OfferContent> translations(
      String at, @Nullable Map<String, @Nullable OfferContentFields> given) {
    Map<String, OfferContent> translations = new LinkedHashMap<>();
    if (given == null) {
      return translations;
    }
    if (given.size() > MOST_TRANSLATIONS) {
      mistakes.tooMany(at, MOST_TRANSLATIONS, given.size());
      return translations;
    }
    given.forEach((language, fields) -> {
      String pointer = Mistakes.member(at, language);
      checkLanguage(pointer, language);
      if (fields == null) {
        mistakes.add(pointer, "missing_value", "expected content, received null");
      } else {
        translations.put(language, fields.read(pointer, mistakes));
      }
    });
    return translations;
  }

  private void checkLanguage(String pointer, String tag) {
    if (!LANGUAGE.matcher(tag).matches()) {
      mistakes.add(pointer, "invalid_value", "expected a BCP 47 language tag such as de or pt-BR");
    }
  }

  private BigDecimal weight(String at, OfferRequest given) {
    return mistakes.within(
        at + "/weight",
        given.weight(),
        SMALLEST_WEIGHT,
        LARGEST_WEIGHT,
        WEIGHT_DECIMALS,
        BigDecimal.ONE);
  }

  private BigDecimal cost(String at, OfferRequest given) {
    return mistakes.within(
        at + "/cost", given.cost(), BigDecimal.ZERO, LARGEST_COST, COST_DECIMALS, BigDecimal.ZERO);
  }
}
