package io.storeloop.recommendation.recommend;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.filter.ItemFilters;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a question of what a shop has sent, or says what is wrong with it. Thread-safe. */
final class RequestReader {
  private final ItemFilters filters;

  RequestReader(ItemFilters filters) {
    this.filters = filters;
  }

  RecommendationQuestion question(RecommendationRequest request) {
    return new RecommendationQuestion(
        request.userId(),
        request.anonymousId(),
        request.sessionId(),
        orEmpty(request.itemIds()),
        request.explain() != null && request.explain(),
        orEmpty(request.excludeItemIds()),
        new Frame(
            request.numResults() == null
                ? Integer.parseInt(RequestLimits.DEFAULT_RESULTS)
                : request.numResults(),
            request.placement(),
            filters.received(request.filter(), "/filter"),
            promotions(orEmpty(request.promotions()))));
  }

  /** How a list is to look that is asked for by an address. */
  Frame frame(int numResults, @Nullable String placement, @Nullable String filter) {
    return new Frame(numResults, placement, filters.parameter(filter, "filter"), List.of());
  }

  private List<Promotion> promotions(List<RecommendationRequest.PromotionRequest> sent) {
    List<Promotion> promotions = new ArrayList<>(sent.size());
    for (int place = 0; place < sent.size(); place++) {
      RecommendationRequest.PromotionRequest promotion = sent.get(place);
      ItemFilter items = filters.required(promotion.filter(), "/promotions/" + place + "/filter");
      promotions.add(new Promotion(promotion.name(), items, promotion.percent()));
    }
    return promotions;
  }

  /** The situation in plain values. */
  static Map<String, Object> context(@Nullable Map<String, JsonNode> sent) {
    if (sent == null || sent.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> context = new LinkedHashMap<>();
    sent.forEach((name, value) -> context.put(name, scalar(name, value)));
    return context;
  }

  private static Object scalar(String name, JsonNode value) {
    if (hasNul(name)) {
      throw invalid(name);
    }
    if (value.isNumber() && isTame(value.decimalValue())) {
      return value.decimalValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isString()
        && value.stringValue().length() <= RequestLimits.CONTEXT_TEXT
        && !hasNul(value.stringValue())) {
      return value.stringValue();
    }
    throw invalid(name);
  }

  /** PostgreSQL holds no NUL. */
  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static boolean isTame(BigDecimal number) {
    return number.scale() <= RequestLimits.CONTEXT_DIGITS
        && (long) number.precision() - number.scale() <= RequestLimits.CONTEXT_DIGITS;
  }

  private static ProblemException invalid(String name) {
    return ProblemException.invalid(
        "/context/" + name.replace("~", "~0").replace("/", "~1"),
        "invalid_value",
        "expected a number of at most %d digits on either side of the point, true or false, or a string of at most %d characters; no NUL in it or its name"
            .formatted(RequestLimits.CONTEXT_DIGITS, RequestLimits.CONTEXT_TEXT));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
