package io.storeloop.common.schema;

import java.util.List;
import java.util.UUID;

/**
 * A shopper whom every owner has to forget now.
 *
 * @param round of the erasure: an owner may be asked again when a verification has found something
 * @param anonymousIds the browsers and devices that were bound to the user
 */
public record ForgottenShopper(
    UUID erasureId, int round, String userId, List<String> anonymousIds) {
  public ForgottenShopper {
    anonymousIds = List.copyOf(anonymousIds);
  }

  /** As an array parameter. */
  public String[] anonymousArray() {
    return anonymousIds.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return "ForgottenShopper[" + erasureId + " round " + round + "]";
  }
}
