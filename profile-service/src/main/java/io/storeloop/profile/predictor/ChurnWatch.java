package io.storeloop.profile.predictor;

import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks through the profiles for customers who are likely to leave. Thread-safe. */
final class ChurnWatch {
  /** Profiles that one page looks at. */
  static final int MOST_LOOKED_AT = 2_000;

  private static final int AT_ONCE = 200;
  private static final double EVER = Double.MAX_VALUE;

  private final ProfileReader profiles;
  private final Predictors predictors;
  private final Clock clock;

  /**
   * A customer who may leave.
   *
   * @param monetaryValue spent until now
   */
  record Customer(
      UUID profileId,
      @Nullable String userId,
      TrainedPredictor.Prediction prediction,
      double monetaryValue,
      Instant asOf) {}

  /**
   * Some customers in the order of profile ids.
   *
   * @param next where the next page begins behind; null after the last profile
   */
  record Page(List<Customer> customers, @Nullable UUID next) {}

  ChurnWatch(ProfileReader profiles, Predictors predictors, Clock clock) {
    this.profiles = profiles;
    this.predictors = predictors;
    this.clock = clock;
  }

  /** The next customers at or above a probability; empty as long as no model is active. */
  Optional<Page> page(double minProbability, int limit, UUID after) {
    return predictors.active(Target.CHURN).map(model -> page(model, minProbability, limit, after));
  }

  private Page page(TrainedPredictor model, double minProbability, int limit, UUID after) {
    Instant now = clock.instant();
    List<Customer> found = new ArrayList<>();
    UUID last = after;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
      List<ProfileSnapshot> some = profiles.after(last, AT_ONCE);
      List<ShopperHistory> histories =
          predictors.histories(some.stream().map(ProfileSnapshot::profileId).toList());
      for (int i = 0; i < some.size(); i++) {
        last = some.get(i).profileId();
        if (mayLeave(model, histories.get(i), now, minProbability)) {
          found.add(customer(model, some.get(i), histories.get(i), now));
        }
        if (found.size() == limit) {
          return new Page(found, last);
        }
      }
      if (some.size() < AT_ONCE) {
        return new Page(found, null);
      }
    }
    return new Page(found, last);
  }

  /** Asked before reasons are looked for, which most profiles of a page do not need. */
  private static boolean mayLeave(
      TrainedPredictor model, ShopperHistory history, Instant now, double minProbability) {
    return Target.CHURN.isAskedOf(history.before(now))
        && model.probability(history, now) >= minProbability;
  }

  private static Customer customer(
      TrainedPredictor model, ProfileSnapshot profile, ShopperHistory history, Instant now) {
    return new Customer(
        profile.profileId(),
        profile.userId(),
        model.of(history, now),
        new Past(history.before(now), now).spent(EVER),
        now);
  }
}
