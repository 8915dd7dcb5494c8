package io.storeloop.recommendation.recommend;

import java.util.Locale;

/** Where a recommended item comes from; the rungs of the fallback ladder first, best first. */
enum Source {
  /** What the shopper did so far speaks for it. */
  PERSONAL,
  /** Visits like the present one went on with it. */
  SESSION,
  /** Shoppers who met the items in view met it too. */
  SIMILAR,
  /** It is like what the shopper dealt with, and too new to be known by behaviour. */
  CONTENT,
  /** Many like it in a category that the shopper took an interest in. */
  CATEGORY,
  /** Many shoppers like it. */
  POPULAR,
  /** It came into the catalogue lately. */
  RECENT,
  /** It is asked for more than usual. */
  TRENDING,
  /** It is bought in one basket with the item in view. */
  BOUGHT_TOGETHER,
  /** The shopper bought it before and is expected to need it again. */
  BUY_AGAIN,
  /** The shop has placed it there. */
  PINNED,
  /** It is shown to find out who likes it. */
  EXPLORED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  String wireName() {
    return wireName;
  }

  /** Whether it is a rung of the ladder: what nobody asked for in particular is none. */
  boolean isRung() {
    return compareTo(RECENT) < 0;
  }
}
