package io.storeloop.recommendation.recommend;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer.
 *
 * @param modelVersion empty before the first training
 * @param fallback the first rung that gave anything
 * @param omitted of a list that was given to be ordered, what must not be shown or is not known
 */
record Recommendation(
    String modelVersion, List<RecommendedItem> items, Fallback fallback, List<String> omitted) {

  Recommendation(String modelVersion, List<RecommendedItem> items, Fallback fallback) {
    this(modelVersion, items, fallback, List.of());
  }

  /** Which rung of the ladder an answer stands on. */
  enum Fallback {
    /** None: it is what was asked for. */
    NONE,
    SESSION,
    SIMILAR,
    CONTENT,
    CATEGORY,
    POPULAR,
    RECENT,
    /** The shopper does not want a list of their own: nothing of theirs was used. */
    NO_CONSENT,
    /** Nothing is known to recommend. */
    EMPTY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Null for none. */
    @Nullable String wireName() {
      return this == NONE ? null : wireName;
    }

    /** Of a list that was meant to be personal; of a narrow filter only new items may be left. */
    static Fallback ofPersonal(List<RecommendedItem> items) {
      boolean onlyNew =
          items.stream().anyMatch(item -> item.source() == Source.RECENT)
              && items.stream().noneMatch(item -> item.source().isRung());
      return onlyNew ? RECENT : of(items);
    }

    /** Of any list. */
    static Fallback of(List<RecommendedItem> items) {
      Source best = null;
      for (RecommendedItem item : items) {
        if (item.source().isRung() && (best == null || item.source().compareTo(best) < 0)) {
          best = item.source();
        }
      }
      return best == null ? (items.isEmpty() ? EMPTY : NONE) : ofRung(best);
    }

    private static Fallback ofRung(Source best) {
      return switch (best) {
        case SESSION -> SESSION;
        case SIMILAR -> SIMILAR;
        case CONTENT -> CONTENT;
        case CATEGORY -> CATEGORY;
        case POPULAR -> POPULAR;
        default -> NONE;
      };
    }
  }
}
