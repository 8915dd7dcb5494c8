package io.storeloop.campaign.cap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is used up.
 *
 * @param userId absent for a browser that is merged with nobody
 * @param anonymousIds the user's browsers: what was used up in them before signing in counts; or
 *     that one browser
 */
public record Claimant(@Nullable String userId, List<String> anonymousIds) {
  public Claimant {
    anonymousIds = List.copyOf(anonymousIds);
    if (userId == null && anonymousIds.size() != 1) {
      throw new IllegalArgumentException("a claimant is a user or one browser");
    }
  }

  /** As new rows name it: {@code u:} and the userId, or {@code a:} and the anonymousId. */
  public String shopper() {
    return names().getFirst();
  }

  /** All names of which rows may tell, the one for new rows first. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (userId != null) {
      names.add("u:" + userId);
    }
    anonymousIds.forEach(id -> names.add("a:" + id));
    return names;
  }
}
