package io.storeloop.recommendation.filter;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.lang.invoke.VarHandle;

/**
 * Which items of the catalogue are to be had and let through by one filter: asked of an item once,
 * then remembered in a byte until the item changes. Thread-safe; nobody waits.
 */
public final class Matches {
  private static final byte UNKNOWN = 0;
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Catalogue catalogue;
  private final ItemFilter filter;
  private final byte[] known;

  /** {@code remembered}: the first items that are remembered; the others are asked each time. */
  Matches(Catalogue catalogue, ItemFilter filter, int remembered) {
    this.catalogue = catalogue;
    this.filter = filter;
    this.known = new byte[remembered];
  }

  /** Whether an item is to be had and the filter lets it through, as the catalogue is now. */
  public boolean test(int item) {
    byte answer = item < known.length ? known[item] : UNKNOWN;
    return answer == UNKNOWN ? find(item) : answer == YES;
  }

  private boolean find(int item) {
    long before = catalogue.changes();
    CatalogueItem now = catalogue.item(item);
    boolean matches = now.available() && filter.matches(now);
    if (item < known.length) {
      known[item] = matches ? YES : NO;
      // whoever changed the item meanwhile has forgotten what was known before this was written
      VarHandle.fullFence();
      if (catalogue.changes() != before) {
        known[item] = UNKNOWN;
      }
    }
    return matches;
  }

  int remembered() {
    return known.length;
  }

  /** The item has changed. */
  void forget(int item) {
    if (item < known.length) {
      known[item] = UNKNOWN;
    }
  }
}
