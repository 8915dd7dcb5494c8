package io.storeloop.recommendation.recommend;

import org.jspecify.annotations.Nullable;

/** Candidates one after another, the best first, each item once; asked for as long as needed. */
@FunctionalInterface
interface Candidates {
  /** The next one, all hard rules kept; null when there is none left. */
  @Nullable Candidate next();
}
