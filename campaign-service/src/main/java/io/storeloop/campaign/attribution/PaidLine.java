package io.storeloop.campaign.attribution;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * One line of an order, with the decisions in whose windows it lies.
 *
 * @param touches the campaigns of those that showed an offer, in the order of time; one may come
 *     several times
 * @param heldOutBy campaigns in whose holdout the shopper is, each once
 * @param treatedBy campaigns in whose arms the shopper is, each once
 */
record PaidLine(
    String currency,
    BigDecimal revenue,
    List<UUID> touches,
    List<UUID> heldOutBy,
    List<UUID> treatedBy) {
  PaidLine {
    touches = List.copyOf(touches);
    heldOutBy = List.copyOf(heldOutBy);
    treatedBy = List.copyOf(treatedBy);
  }
}
