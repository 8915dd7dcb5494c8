package io.storeloop.recommendation.model;

/** What became of the wish to have a certain model answer. */
sealed interface Activation {
  /** It answers. */
  record Done(Training training) implements Activation {}

  /** It cannot, and nothing has changed. */
  record Refused(String code, String detail) implements Activation {}

  /** Nobody knows that model. */
  record Unknown() implements Activation {}
}
