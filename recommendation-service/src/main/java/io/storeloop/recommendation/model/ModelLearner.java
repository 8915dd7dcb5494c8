package io.storeloop.recommendation.model;

import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.gate.Gate;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.gate.LaterBehaviour;
import io.storeloop.recommendation.gate.ListScorer;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.model.TrainingProgress.Phase;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From histories to a judged model: learns from what happened before a cut, has that judged on what
 * came after it, and learns again from everything with the same settings.
 */
final class ModelLearner implements TrainingJob.Learner {
  private static final String EARLIER = "before the cut";

  private final Histories histories;
  private final Catalogue catalogue;
  private final ModelTrainer trainer;
  private final Gate gate;
  private final GateProperties gateProperties;
  private final InteractionProperties interaction;
  private final PopularityProperties popularity;
  private final Duration sessionGap;

  ModelLearner(
      Histories histories,
      Catalogue catalogue,
      ModelTrainer trainer,
      GateProperties gateProperties,
      InteractionProperties interaction,
      PopularityProperties popularity,
      Duration sessionGap) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.trainer = trainer;
    this.gate = new Gate(gateProperties);
    this.gateProperties = gateProperties;
    this.interaction = interaction;
    this.popularity = popularity;
    this.sessionGap = sessionGap;
  }

  @Override
  public TrainingJob.Learned learn(
      Training training, Optional<KernelSettings> answering, Consumer<TrainingProgress> progress)
      throws InterruptedException {
    progress.accept(new TrainingProgress(Phase.LEARNING_EARLIER, 0));
    Evaluation evaluation = judge(training.settings(), answering, progress);
    progress.accept(new TrainingProgress(Phase.LEARNING, 0.6));
    ModelTrainer.Trained trained = trainer.train(training.version(), training.settings());
    progress.accept(new TrainingProgress(Phase.STORING, 0.9));
    Proof proof =
        switch (evaluation.verdict()) {
          case PROVEN -> Proof.PROVEN;
          case REJECTED -> Proof.REJECTED;
          case NOT_EVALUATED -> Proof.UNPROVEN;
        };
    return new TrainingJob.Learned(
        trained.model().judged(proof), training.settings(), trained.counts(), evaluation);
  }

  private Evaluation judge(
      KernelSettings settings,
      Optional<KernelSettings> answering,
      Consumer<TrainingProgress> progress)
      throws InterruptedException {
    Optional<LaterBehaviour> cut =
        LaterBehaviour.of(
            histories.all(),
            catalogue.size(),
            interaction,
            popularity,
            gateProperties,
            sessionGap,
            Long.MAX_VALUE);
    if (cut.isEmpty()) {
      return Evaluation.none("nothing has happened yet", 0, catalogue.size());
    }
    LaterBehaviour later = cut.get();
    if (!gate.canJudge(later)) {
      return gate.notEnough(later);
    }
    ListScorer candidate = earlier(settings, later);
    Optional<KernelSettings> rival = answering.filter(other -> !other.trainsAs(settings));
    Map<String, ListScorer> rivals =
        rival.isPresent() ? Map.of(Gate.ACTIVE, earlier(rival.get(), later)) : Map.of();
    progress.accept(new TrainingProgress(Phase.JUDGING, 0.3));
    return gate.judge(later, candidate, rivals);
  }

  private ListScorer earlier(KernelSettings settings, LaterBehaviour later)
      throws InterruptedException {
    RecommendationModel model = trainer.train(EARLIER, settings, later.cutMillis()).model();
    return new ModelListScorer(model, interaction);
  }
}
