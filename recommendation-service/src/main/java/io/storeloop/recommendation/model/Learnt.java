package io.storeloop.recommendation.model;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.Neighbours;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model that must prove itself. Immutable, but for the sessions.
 *
 * @param users how many users have met each item; not to be written to
 * @param neighbours of each item, for lists about items, and for personal ones where there is no
 *     mix
 * @param mix what scores whole histories, where that is more than one form of the kernel
 * @param sessions like the present one; null until a model that was read has been given them
 */
record Learnt(
    ModelItems items,
    int[] users,
    Neighbours neighbours,
    @Nullable ItemScorer mix,
    Weighing weighing,
    @Nullable LiveSessions sessions) {
  /** Nothing goes together. */
  static final Learnt NOTHING =
      new Learnt(
          ModelItems.NONE,
          new int[0],
          new Neighbours(new int[] {0}, new int[0], new float[0]),
          null,
          Weighing.PLAIN,
          null);

  Learnt with(@Nullable LiveSessions others) {
    return new Learnt(items, users, neighbours, mix, weighing, others);
  }

  Learnt with(Weighing other) {
    return new Learnt(items, users, neighbours, mix, other, sessions);
  }
}
