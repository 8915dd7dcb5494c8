package io.storeloop.ingestion.identity;

import io.storeloop.common.edge.ProblemException;
import java.util.List;

/**
 * All ids of one shopper.
 *
 * @param anonymousIds the browsers and devices bound to the user, in order
 */
public record ShopperIds(String userId, List<String> anonymousIds) {
  private static final int LONGEST_ID = 256;

  public ShopperIds {
    anonymousIds = List.copyOf(anonymousIds);
  }

  /**
   * The id as a caller gave it.
   *
   * @throws ProblemException 400 {@code invalid_user_id} if no event can carry it
   */
  public static String checked(String userId) {
    if (userId.isBlank() || userId.length() > LONGEST_ID || !isStorable(userId)) {
      throw ProblemException.invalid(
          "?userId",
          "invalid_user_id",
          "userId must have 1 to %d characters".formatted(LONGEST_ID));
    }
    return userId;
  }

  /** PostgreSQL's text has no U+0000, and UTF-8 no half of a surrogate pair. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(point ->
            point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  public String[] anonymousArray() {
    return anonymousIds.toArray(String[]::new);
  }

  /** All of them, the user first. */
  public String[] all() {
    String[] all = new String[anonymousIds.size() + 1];
    all[0] = userId;
    for (int i = 0; i < anonymousIds.size(); i++) {
      all[i + 1] = anonymousIds.get(i);
    }
    return all;
  }

  @Override
  public String toString() {
    return "ShopperIds[…]";
  }
}
