package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.lifecycle.CampaignRequest.OfferRequest;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one offer of a request. */
final class OfferReader {
  static final int LONGEST_TITLE = 200;
  static final int LONGEST_BODY = 4000;
  static final int LONGEST_LINK = 2000;
  static final int MOST_VALUES = 50;
  static final int LONGEST_KEY = 64;
  static final int LONGEST_VALUE = 1000;
  static final BigDecimal SMALLEST_WEIGHT = new BigDecimal("0.001");
  static final BigDecimal LARGEST_WEIGHT = new BigDecimal("1000");
  private static final int WEIGHT_DECIMALS = 6;

  private static final Pattern OFFER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** No {@code javascript:} and the like: what a page renders as a link must be one. */
  private static final Pattern LINK = Pattern.compile("(https?://|/(?![/\\\\]))\\S*");

  private OfferReader() {}

  static Offer read(@Nullable OfferRequest given, int index, Mistakes mistakes) {
    String at = "/offers/" + index;
    String byPlace = "offer-" + (index + 1);
    if (given == null) {
      mistakes.add(at, "missing_value", "expected an offer, received null");
      return new Offer(byPlace, content(), BigDecimal.ONE);
    }
    String offerId = given.offerId() == null ? byPlace : given.offerId();
    if (offerId.isEmpty()) {
      mistakes.add(at + "/offerId", "missing_value", "expected a name, or leave the field out");
    }
    mistakes.matching(
        at + "/offerId", offerId, OFFER_ID, "1 to 64 letters, digits or . _ - after the first");
    OfferContent content =
        new OfferContent(
            mistakes.required(at + "/title", given.title(), LONGEST_TITLE),
            mistakes.optional(at + "/body", given.body(), LONGEST_BODY),
            link(at + "/imageUrl", given.imageUrl(), mistakes),
            link(at + "/link", given.link(), mistakes),
            values(at + "/values", given.values(), mistakes));
    BigDecimal weight =
        mistakes.within(
            at + "/weight",
            given.weight(),
            SMALLEST_WEIGHT,
            LARGEST_WEIGHT,
            WEIGHT_DECIMALS,
            BigDecimal.ONE);
    return new Offer(offerId, content, weight);
  }

  private static OfferContent content() {
    return new OfferContent("", null, null, null, Map.of());
  }

  private static @Nullable String link(String pointer, @Nullable String given, Mistakes mistakes) {
    String link = mistakes.optional(pointer, given, LONGEST_LINK);
    if (link != null) {
      mistakes.matching(
          pointer, link, LINK, "an address beginning with https://, http:// or a single /");
    }
    return link;
  }

  private static Map<String, String> values(
      String pointer, @Nullable Map<String, @Nullable String> given, Mistakes mistakes) {
    Map<String, String> values = new LinkedHashMap<>();
    if (given == null) {
      return values;
    }
    if (given.size() > MOST_VALUES) {
      mistakes.add(
          pointer,
          "list_too_long",
          "expected at most %d, received %d".formatted(MOST_VALUES, given.size()));
      return values;
    }
    given.forEach((key, value) -> {
      String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
      mistakes.required(at, key, LONGEST_KEY);
      if (value == null) {
        mistakes.add(at, "missing_value", "expected a text, received null");
      } else {
        mistakes.optional(at, value, LONGEST_VALUE);
        values.put(key, value);
      }
    });
    return values;
  }
}
