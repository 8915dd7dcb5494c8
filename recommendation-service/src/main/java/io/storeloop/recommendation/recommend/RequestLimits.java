package io.storeloop.recommendation.recommend;

/** What a question may hold at most. */
final class RequestLimits {
  static final int RESULTS = 100;
  static final String DEFAULT_RESULTS = "10";
  static final int ID_LENGTH = 512;

  /** PostgreSQL holds no NUL, and what is asked is put on record. */
  static final String NO_NUL = "[^\\x00]*";

  static final int CONTEXT_ITEMS = 100;
  static final int EXCLUDED_ITEMS = 1000;
  static final int PROMOTIONS = 10;
  static final int CONTEXT_ENTRIES = 20;
  static final int CONTEXT_NAME = 100;
  static final int CONTEXT_TEXT = 512;

  /** Digits of a number before the point and behind it: 1e999999 is short, and a megabyte. */
  static final int CONTEXT_DIGITS = 40;

  /** Items of a list that is given to be ordered. */
  static final int RANKED_ITEMS = 500;

  private RequestLimits() {}
}
