package io.storeloop.recommendation.filter;

import io.storeloop.recommendation.interaction.Catalogue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of the filters that pages ask with again and again, a byte for every item and
 * filter. When there is room for no more, others are asked of each item anew; after {@link
 * #KEPT_NANOS} all are forgotten, so that those asked with now find room. Thread-safe.
 */
public final class RememberedMatches {
  static final int MAX_FILTERS = 64;
  static final long MAX_BYTES = 64L << 20;
  static final long KEPT_NANOS = 60_000_000_000L;

  private static final int LEAST_ROOM = 1_024;

  private final Catalogue catalogue;
  private final Map<ItemFilter, Matches> kept = new ConcurrentHashMap<>();
  private long keptSince;

  /** Hears from then on of every change of the catalogue. */
  public RememberedMatches(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.listen(this::forget);
  }

  /** What is known of a filter; {@code nanos}: the present {@link System#nanoTime}. */
  public Matches of(ItemFilter filter, long nanos) {
    Matches known = kept.get(filter);
    return known != null && known.remembered() >= catalogue.size() ? known : make(filter, nanos);
  }

  private synchronized Matches make(ItemFilter filter, long nanos) {
    int size = catalogue.size();
    int room = size + size / 4 + LEAST_ROOM;
    kept.values().removeIf(matches -> matches.remembered() < size);
    if (kept.size() >= Math.min(MAX_FILTERS, Math.max(1, MAX_BYTES / room))) {
      if (nanos - keptSince < KEPT_NANOS) {
        return new Matches(catalogue, filter, 0);
      }
      kept.clear();
    }
    if (kept.isEmpty()) {
      keptSince = nanos;
    }
    return kept.computeIfAbsent(filter, asked -> new Matches(catalogue, asked, room));
  }

  private void forget(int item) {
    for (Matches matches : kept.values()) {
      matches.forget(item);
    }
  }

  /** How many filters something is remembered of. */
  int keptCount() {
    return kept.size();
  }
}
