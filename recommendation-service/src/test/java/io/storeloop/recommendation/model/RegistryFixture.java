package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.model.Training.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Registries outside the application, as several processes on one database have them. */
final class RegistryFixture {
  private static final TrainingProperties TRAINING = TrainingProperties.defaults();
  private static final RegistryProperties REGISTRY = RegistryProperties.defaults();

  private RegistryFixture() {}

  static JdbcTrainings trainings(ServiceDatabase database) {
    return new JdbcTrainings(database, TRAINING);
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

  /** A process that reads no snapshot of more than so many bytes. */
  static ModelRegistry registry(
      ServiceDatabase database, ActiveModel active, Catalogue catalogue, long maxBytes) {
    var small =
        new JdbcSnapshots(
            database, new SnapshotWriter(catalogue), new SnapshotReader(catalogue), maxBytes);
    return new ModelRegistry(active, trainings(database), small, REGISTRY);
  }

  /** A run that is under way. */
  static Training begun(String version) {
    return begun(version, Cause.INTERVAL);
  }

  private static Training begun(String version, Cause cause) {
    return Training.begun(
        version,
        cause,
        Instant.parse("2026-05-04T10:00:00Z"),
        EventCursor.START,
        KernelSettings.of(TRAINING));
  }

  /** A run that nobody asked for and that has just ended, its model judged so. */
  static Training learned(String version, Evaluation.Verdict verdict) {
    return learned(version, verdict, Cause.INTERVAL);
  }

  static Training learned(String version, Evaluation.Verdict verdict, Cause cause) {
    return begun(version, cause)
        .learned(
            KernelSettings.of(TRAINING),
            TrainingCounts.NONE,
            new Evaluation(
                verdict, "in words", null, null, 0, 0, Map.of(), Map.of(), List.of(), List.of()),
            1);
  }
}
