package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.PersonalScorer;
import org.jspecify.annotations.Nullable;

/** The part of a model that must prove itself. Immutable, but for the sessions. */
final class Learnt {
  /** Nothing goes together. */
  static final Learnt NOTHING =
      new Learnt(
          ModelItems.NONE,
          new int[0],
          new Neighbours(new int[] {0}, new int[0], new float[0]),
          1,
          null);

  private final ModelItems items;
  private final int[] users;
  private final Neighbours neighbours;
  private final PersonalScorer scorer;
  private final double kernelWeight;
  private final @Nullable LiveSessions sessions;

  /**
   * Takes over the array.
   *
   * @param users how many users have met each item
   * @param kernelWeight of the neighbours beside the sessions
   */
  Learnt(
      ModelItems items,
      int[] users,
      Neighbours neighbours,
      double kernelWeight,
      @Nullable LiveSessions sessions) {
    this.items = items;
    this.users = users;
    this.neighbours = neighbours;
    this.scorer = new PersonalScorer(neighbours);
    this.kernelWeight = kernelWeight;
    this.sessions = sessions;
  }

  ModelItems items() {
    return items;
  }

  /** Not to be written to. */
  int[] users() {
    return users;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  PersonalScorer scorer() {
    return scorer;
  }

  double kernelWeight() {
    return kernelWeight;
  }

  @Nullable LiveSessions sessions() {
    return sessions;
  }

  Learnt with(@Nullable LiveSessions others) {
    return new Learnt(items, users, neighbours, kernelWeight, others);
  }
}
