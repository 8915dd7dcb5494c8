package io.storeloop.recommendation.recommend;

import java.util.Locale;

/** Where a recommended item comes from: the rungs of the fallback ladder, best first. */
enum Source {
  /** The shopper's own behaviour speaks for it. */
  PERSONAL,
  /** Shoppers who met the items in view met it too. */
  SIMILAR,
  /** Many shoppers like it. */
  POPULAR;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
