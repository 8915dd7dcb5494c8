package io.storeloop.profile.predictor;

/** What a shopper did, as far as a forecast distinguishes. */
public enum ActKind {
  VIEW,
  CART,
  WISH,
  PURCHASE,
  REFUND,
  OTHER
}
