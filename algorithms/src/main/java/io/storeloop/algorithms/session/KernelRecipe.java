package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;

/**
 * How the kernel that is fused with session neighbours is learnt from the same sessions.
 *
 * @param options of the kernel; a session is a user, a place in it a moment
 * @param twoStepWeight how much neighbours of neighbours count, 0 to 100; 0 leaves them out
 * @param fading see {@link KernelFusion}
 * @param lambda see {@link KernelFusion}; 0 is no kernel at all
 */
public record KernelRecipe(
    CooccurrenceOptions options, double twoStepWeight, double fading, double lambda) {
  private static final double MAX_TWO_STEP_WEIGHT = 100;

  /** Refuses a weight outside its range with an {@link IllegalArgumentException}. */
  public KernelRecipe {
    if (!(twoStepWeight >= 0 && twoStepWeight <= MAX_TWO_STEP_WEIGHT)) {
      throw new IllegalArgumentException(
          "twoStepWeight must be between 0 and %s, but was %s"
              .formatted(MAX_TWO_STEP_WEIGHT, twoStepWeight));
    }
  }

  /** No kernel. */
  public static KernelRecipe none() {
    return new KernelRecipe(CooccurrenceOptions.sequential(0.8, 0.5, 10), 0, 1, 0);
  }

  /**
   * Learns the kernel.
   *
   * @param threads how many share the work, 1 or more
   * @throws InterruptedException if the caller is interrupted; the work is given up
   */
  public KernelFusion learn(Sessions sessions, int threads) throws InterruptedException {
    if (lambda == 0) {
      return KernelFusion.none();
    }
    Neighbours one = CooccurrenceKernel.build(matrix(sessions), options, threads);
    Neighbours reached = twoStepWeight == 0 ? one : TwoSteps.walk(one, twoStepWeight, threads);
    return new KernelFusion(reached, fading, lambda);
  }

  KernelRecipe with(double newFading, double newLambda) {
    return new KernelRecipe(options, twoStepWeight, newFading, newLambda);
  }

  private static InteractionMatrix matrix(Sessions sessions) {
    var builder = InteractionMatrix.builder(sessions.count(), sessions.itemCount());
    for (int session = 0; session < sessions.count(); session++) {
      for (int place = 0; place < sessions.length(session); place++) {
        builder.add(session, sessions.item(session, place), 1, place);
      }
    }
    return builder.build();
  }
}
