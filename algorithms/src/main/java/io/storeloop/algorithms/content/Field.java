package io.storeloop.algorithms.content;

/** Where a term comes from. */
public enum Field {
  /** A word of name or text. */
  WORD,
  /** A category with the path that leads to it. */
  CATEGORY,
  BRAND,
  PRICE_BAND
}
