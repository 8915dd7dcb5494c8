package io.storeloop.profile.cluster;

import io.storeloop.common.ids.Uuids;
import io.storeloop.profile.training.TrainingThread;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Starts trainings, one at a time, on one thread of their own so that requests are not starved. */
final class Clusterings implements AutoCloseable {
  private final FeatureRows profiles;
  private final JdbcClusterings clusterings;
  private final ClusteringJob job;
  private final Clock clock;
  private final RandomGenerator random;

  private final TrainingThread thread;

  /** What became of the wish for a training. */
  sealed interface Start {
    record Begun(UUID clusteringId) implements Start {}

    record AnotherRuns() implements Start {}

    record TooFewProfiles(int profiles, int needed) implements Start {}
  }

  Clusterings(
      FeatureRows profiles,
      JdbcClusterings clusterings,
      ClusteringJob job,
      Clock clock,
      RandomGenerator random) {
    this.profiles = profiles;
    this.clusterings = clusterings;
    this.job = job;
    this.thread = new TrainingThread(clusterings.trainings());
    this.clock = clock;
    this.random = random;
  }

  Start start(ClusteringPlan plan) {
    int needed = plan.fewestProfiles();
    int there = profiles.count(needed);
    if (there < needed) {
      return new Start.TooFewProfiles(there, needed);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = Uuids.v7(now, random);
    if (!clusterings.begin(id, plan)) {
      return new Start.AnotherRuns();
    }
    thread.start(
        id,
        forgotten -> {
          job.run(id, plan, now);
          return true;
        });
    return new Start.Begun(id);
  }

  /** A training still running is left behind and found silent later. */
  @Override
  public void close() {
    thread.close();
  }
}
