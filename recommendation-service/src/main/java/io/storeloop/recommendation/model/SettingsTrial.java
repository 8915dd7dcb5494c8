package io.storeloop.recommendation.model;

import io.storeloop.recommendation.gate.Gate;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.gate.LaterBehaviour;
import io.storeloop.recommendation.interaction.InteractionProperties;

/** Tries settings: learns from what came before a cut, and asks for what came after it. */
final class SettingsTrial {
  /** A model that was learnt before the cut, and its nDCG@20 on what came after. */
  record Tried(KernelSettings settings, RecommendationModel model, double ndcg) {}

  private final ModelTrainer trainer;
  private final Gate gate;
  private final InteractionProperties interaction;
  private final LaterBehaviour later;
  private int count;

  SettingsTrial(
      ModelTrainer trainer,
      GateProperties gate,
      InteractionProperties interaction,
      LaterBehaviour later) {
    this.trainer = trainer;
    this.gate = new Gate(gate);
    this.interaction = interaction;
    this.later = later;
  }

  Tried learn(KernelSettings settings) throws InterruptedException {
    return judge(settings, trainer.train("in search", settings, later.cutMillis()).model());
  }

  /** For settings that differ in how a history is heard alone: nothing is learnt anew. */
  Tried hear(KernelSettings settings, RecommendationModel learnt) throws InterruptedException {
    return judge(settings, learnt.with(settings.weighing()));
  }

  private Tried judge(KernelSettings settings, RecommendationModel model)
      throws InterruptedException {
    count++;
    return new Tried(settings, model, gate.ndcg(later, new ModelListScorer(model, interaction)));
  }

  int count() {
    return count;
  }
}
