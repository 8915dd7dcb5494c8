package io.storeloop.profile.predictor;

import io.storeloop.common.background.BackgroundPriority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the active models from time to time: a bounded draw of shoppers, one model at a time.
 */
final class DriftJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DriftJob.class);

  /** How soon after an activation the first look is taken. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private final JdbcShopperActs acts;
  private final BoundedHistories histories;
  private final JdbcPredictorModels models;
  private final Predictors predictors;
  private final JdbcDrifts drifts;
  private final DriftProperties properties;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("predictor-drift").factory());

  DriftJob(
      JdbcShopperActs acts,
      BoundedHistories histories,
      JdbcPredictorModels models,
      Predictors predictors,
      JdbcDrifts drifts,
      DriftProperties properties,
      Clock clock) {
    this.acts = acts;
    this.histories = histories;
    this.models = models;
    this.predictors = predictors;
    this.drifts = drifts;
    this.properties = properties;
    this.clock = clock;
    timer.execute(BackgroundPriority::take);
    timer.scheduleWithFixedDelay(
        this::look, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A database that is away now is there the next time. */
  private void look() {
    try {
      models.answering().forEach(this::lookIfDue);
    } catch (RuntimeException e) {
      LOG.warn("drift could not be looked for; trying again", e);
    }
  }

  /** One model that cannot be looked at keeps nobody from looking at the others. */
  private void lookIfDue(JdbcPredictorModels.Answering model) {
    try {
      if (!drifts.isLookedAtSince(model.modelId(), clock.instant().minus(properties.interval()))) {
        look(model);
      }
    } catch (RuntimeException e) {
      LOG.warn("drift of the predictor {} could not be looked for; trying again", model, e);
    }
  }

  private void look(JdbcPredictorModels.Answering answering) {
    Instant now = clock.instant();
    Optional<TrainingDistribution> learned = models.distribution(answering.modelId());
    Optional<ShopperModel> model = predictors.predictor(answering.target(), answering.modelId());
    if (model.isEmpty()) {
      return;
    }
    if (learned.isEmpty()) {
      drifts.write(
          answering.modelId(),
          new JdbcDrifts.Look(
              Optional.empty(),
              "how the shoppers it learned from are spread was not kept: they were fewer than %d, or it was trained before this was written down; train again"
                  .formatted(properties.fewest())),
          now);
      return;
    }
    Instant learnedAt = models.find(answering.modelId()).map(PredictorModel::createdAt).orElse(now);
    Optional<Drift> drift =
        new DriftWatch(properties)
            .look(
                answering.target(),
                model.get(),
                learned.get(),
                shoppers(),
                learnedAt,
                answering.horizonDays(),
                now);
    drifts.write(
        answering.modelId(),
        new JdbcDrifts.Look(
            drift,
            drift.isPresent()
                ? ""
                : "there are fewer than %d shoppers to look at".formatted(properties.fewest())),
        now);
  }

  private List<ShopperHistory> shoppers() {
    return histories.of(acts.profiles(properties.shoppers()));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
