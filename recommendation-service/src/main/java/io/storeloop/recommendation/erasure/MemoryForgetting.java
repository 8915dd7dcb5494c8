package io.storeloop.recommendation.erasure;

import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.recommendation.interaction.Forgotten;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.ledger.Ledger;
import io.storeloop.recommendation.model.Retraining;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drops a shopper's history, sessions and bindings from the memory of this process, between two
 * readings of the log, deletes the kept snapshots of models, and has the model learnt again without
 * them.
 *
 * <p>A model names nobody, but until the new one is ready its sums hold what the shopper did. That
 * is so even if this process has not read the shopper's events: the model it started with may have
 * been learnt from them.
 */
final class MemoryForgetting implements ErasureFollower.Forgetting {
  private final LogFollowerJob follower;
  private final Histories histories;
  private final Retraining retraining;
  private final Ledger ledger;

  MemoryForgetting(
      LogFollowerJob follower, Histories histories, Retraining retraining, Ledger ledger) {
    this.follower = follower;
    this.histories = histories;
    this.retraining = retraining;
    this.ledger = ledger;
  }

  @Override
  public Map<String, Long> forget(ForgottenShopper shopper) {
    Forgotten forgotten =
        follower.betweenReadings(() -> histories.forget(shopper.userId(), shopper.anonymousIds()));
    long snapshots = retraining.afterErasure();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("histories", forgotten.histories());
    counts.put("sessions", forgotten.sessions());
    counts.put("snapshots", snapshots);
    counts.put("recommendations", ledger.forget(shopper));
    return counts;
  }
}
