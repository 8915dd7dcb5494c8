package io.storeloop.common.conditions;

/** The budgets that keep every condition cheap to check, to store and to evaluate. */
public final class ConditionLimits {
  /** Clauses and groups of one condition together. */
  public static final int MAX_NODES = 200;

  /** Groups inside groups, the innermost clause included. */
  public static final int MAX_DEPTH = 10;

  /** Values of one {@code $in} or {@code $nin}. */
  public static final int MAX_LIST_VALUES = 1_000;

  /** Values of all lists of one condition together. */
  public static final int MAX_VALUES = 10_000;

  /** Characters (UTF-16 units) of a string value. */
  public static final int MAX_TEXT_LENGTH = 1_024;

  /** Characters of a path. */
  public static final int MAX_PATH_LENGTH = 256;

  /** Significant digits of a number. */
  public static final int MAX_NUMBER_PRECISION = 30;

  /** Digits after the decimal point, and zeros before it, of a number. */
  public static final int MAX_NUMBER_SCALE = 30;

  /** The longest {@code within}, in days; a month counts as 31. Ten years. */
  public static final int MAX_WITHIN_DAYS = 3_720;

  /** The greatest bound of {@code count}. */
  public static final int MAX_COUNT = 1_000_000;

  /** Errors that one refusal lists. */
  public static final int MAX_ERRORS = 20;

  private ConditionLimits() {}
}
