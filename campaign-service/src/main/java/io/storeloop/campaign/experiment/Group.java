package io.storeloop.campaign.experiment;

/** What the experiment does with a shopper. */
public sealed interface Group {
  /** The chance, before the hash was drawn, of not being held out. */
  double treatmentProbability();

  /** Sees nothing of the campaign, so that its effect can be told from what happens anyway. */
  record Holdout(double treatmentProbability) implements Group {}

  /** Sees the campaign's offer at that index. */
  record Arm(int index, double treatmentProbability) implements Group {}
}
