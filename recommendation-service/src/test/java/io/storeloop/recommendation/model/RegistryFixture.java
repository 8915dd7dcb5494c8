package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.model.Training.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Registries outside the application, as several processes on one database have them. */
final class RegistryFixture {
  private static final TrainingProperties TRAINING = TrainingProperties.defaults();
  private static final RegistryProperties REGISTRY = RegistryProperties.defaults();

  private RegistryFixture() {}

  static JdbcTrainings trainings(ServiceDatabase database) {
    return new JdbcTrainings(database, TRAINING, JsonMapper.shared());
  }

  static JdbcSnapshots snapshots(ServiceDatabase database, Catalogue catalogue) {
    return new JdbcSnapshots(
        database,
        new SnapshotWriter(catalogue),
        new SnapshotReader(catalogue),
        REGISTRY.maxSnapshot().toBytes());
  }

  static ModelRegistry registry(ServiceDatabase database, ActiveModel active, Catalogue catalogue) {
    return new ModelRegistry(active, trainings(database), snapshots(database, catalogue), REGISTRY);
  }

  /** A run that has just ended, its model judged so. */
  static Training learned(String version, Evaluation.Verdict verdict) {
    return Training.begun(
            version,
            Cause.INTERVAL,
            Instant.parse("2026-05-04T10:00:00Z"),
            EventCursor.START,
            KernelSettings.of(TRAINING))
        .learned(
            KernelSettings.of(TRAINING),
            TrainingCounts.NONE,
            new Evaluation(
                verdict, "in words", null, null, 0, 0, Map.of(), Map.of(), List.of(), List.of()),
            1);
  }
}
