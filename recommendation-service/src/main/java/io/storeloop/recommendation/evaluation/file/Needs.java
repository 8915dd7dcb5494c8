package io.storeloop.recommendation.evaluation.file;

/**
 * What a protocol wants to know of a file beyond who chose what; columns that tell more are not
 * looked at, and cannot spoil the reading.
 */
public enum Needs {
  /** Times where there are any. */
  CHOICES,

  /** The order of the rows is that of time, where no column says otherwise. */
  ROW_ORDER,

  /** What was done, and times where there are any. */
  ACTIONS,

  /** What was done, and when. */
  TIMED_ACTIONS;

  boolean actions() {
    return this == ACTIONS || this == TIMED_ACTIONS;
  }
}
