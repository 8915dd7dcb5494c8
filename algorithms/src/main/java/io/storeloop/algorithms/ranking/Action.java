package io.storeloop.algorithms.ranking;

/** What a user did with an item, from weak to strong. */
public enum Action {
  VIEW,
  FAVOURITE,
  CART,
  PURCHASE
}
