package io.storeloop.algorithms.lifetime;

import java.util.List;

/** What came of learning a model. */
public sealed interface Fit<M> {

  /**
   * A model.
   *
   * @param logLikelihood of all customers, without the prior
   * @param customers learnt from
   * @param repeaters those of them who came back
   * @param priorWeight how much the prior counted, in [0, 1]; 0 is maximum likelihood
   * @param spread how well the parameters are known
   */
  record Fitted<M>(
      M model,
      double logLikelihood,
      int customers,
      int repeaters,
      double priorWeight,
      ParameterSpread<M> spread)
      implements Fit<M> {}

  /**
   * Too little to say anything.
   *
   * @param missing what is needed, and what there is, one sentence each
   */
  record InsufficientEvidence<M>(List<String> missing) implements Fit<M> {
    public InsufficientEvidence {
      missing = List.copyOf(missing);
    }
  }
}
