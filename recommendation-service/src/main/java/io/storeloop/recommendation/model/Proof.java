package io.storeloop.recommendation.model;

import java.util.Locale;

/** Whether later behaviour has shown that a model's personal lists are worth more than none. */
public enum Proof {
  /** It beat popularity and recency on later behaviour, with significance. */
  PROVEN,
  /** There was too little later behaviour to tell. */
  UNPROVEN,
  /** It did not beat them: its counts serve, its personal part does not. */
  REJECTED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
