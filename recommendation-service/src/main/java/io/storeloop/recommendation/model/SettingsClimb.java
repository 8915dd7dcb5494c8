package io.storeloop.recommendation.model;

import io.storeloop.algorithms.tuning.FoundRecipe;
import io.storeloop.recommendation.gate.LaterBehaviour;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.storeloop.recommendation.interaction.InterestSettings.Behaviour;
import io.storeloop.recommendation.model.SearchProperties.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From the settings of the file to better ones, a change at a time: the kernel's form, what is
 * mixed with it, the sessions, what each behaviour says and how fast that fades, how fast pairs
 * fade, and what the whole history counts beside the sessions. A change stays only if lists as they
 * are served are better for it.
 */
final class SettingsClimb {
  private static final double HISTORIES_SHARE = 0.45;
  private static final double SESSIONS_SHARE = 0.6;

  /** A change must gain so much, or noise would lead the way. */
  private static final double LEAST_GAIN = 1.002;

  private static final List<Duration> HALF_LIVES =
      List.of(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(3650));
  private static final double[] KERNEL_WEIGHTS = {0.3, 1, 3, 10};

  /** How a behaviour's weight is changed, as long as that helps. */
  private static final double[] STEPS = {2.5, 0.4};

  private static final int MAX_STEPS = 2;

  private final SettingsTrial trial;
  private final SearchBudget budget;
  private final SearchProperties properties;
  private final InteractionProperties file;
  private SettingsTrial.Tried best;
  private final double before;
  private int elsewhere;

  SettingsClimb(
      SettingsTrial trial,
      SearchBudget budget,
      SearchProperties properties,
      InteractionProperties file,
      KernelSettings start)
      throws InterruptedException {
    this.trial = trial;
    this.budget = budget;
    this.properties = properties;
    this.file = file;
    this.best = trial.learn(start);
    this.before = best.ndcg();
  }

  void run(FamilySearch families) throws InterruptedException {
    if (properties.seeks(Part.KERNEL) || properties.seeks(Part.MIX)) {
      tryHistories(families);
    }
    if (properties.seeks(Part.SESSIONS)) {
      trySessions(families);
    }
    if (properties.seeks(Part.WEIGHTS)) {
      tryWeights();
    }
    if (properties.seeks(Part.INTEREST_HALF_LIFE)) {
      for (Duration halfLife : HALF_LIVES) {
        hear(best.settings().with(interest().withHalfLife(halfLife)));
      }
    }
    if (properties.seeks(Part.KERNEL_WEIGHT)) {
      for (double weight : KERNEL_WEIGHTS) {
        hear(best.settings().withKernelWeight(weight));
      }
    }
    if (properties.seeks(Part.HALF_LIFE)) {
      for (Duration halfLife : HALF_LIVES) {
        learn(best.settings().withHalfLife(halfLife));
      }
    }
  }

  /** What it came to, with how. */
  KernelSettings found(LaterBehaviour later) {
    return best.settings()
        .found(
            new KernelSettings.SearchNote(
                Instant.ofEpochMilli(later.cutMillis()).toString(),
                trial.count() + elsewhere,
                budget.spent(),
                later.users(),
                before,
                best.ndcg()));
  }

  /** The best form of the kernel with its fading, then what is more than that. */
  private void tryHistories(FamilySearch families) throws InterruptedException {
    double seconds = budget.left(HISTORIES_SHARE);
    if (seconds <= 0) {
      return;
    }
    Optional<FoundRecipe> found = families.ofHistories(seconds, properties.seeks(Part.MIX));
    if (found.isEmpty()) {
      return;
    }
    elsewhere += found.get().settingsTried();
    if (properties.seeks(Part.KERNEL)) {
      var kernel = found.get().kernel();
      learn(best.settings().with(kernel.options(), null));
      learn(best.settings().with(kernel.options(), kernel.recency()));
    }
    Optional<MixSettings> mix = MixSettings.of(found.get().recipe());
    if (mix.isPresent()) {
      learn(best.settings().with(mix.get()));
    }
  }

  private void trySessions(FamilySearch families) throws InterruptedException {
    double seconds = budget.left(SESSIONS_SHARE);
    if (seconds > 0) {
      var found = families.ofSessions(seconds);
      elsewhere += found.tried();
      learn(best.settings().with(found.options()));
    }
  }

  private void tryWeights() throws InterruptedException {
    hear(best.settings().with(interest().alike()));
    for (Behaviour behaviour : Behaviour.values()) {
      for (double factor : STEPS) {
        int steps = 0;
        while (steps < MAX_STEPS
            && hear(best.settings().with(interest().times(behaviour, factor)))) {
          steps++;
        }
      }
    }
  }

  private InterestSettings interest() {
    InterestSettings found = best.settings().interest();
    return found == null ? InterestSettings.of(file) : found;
  }

  private boolean learn(KernelSettings candidate) throws InterruptedException {
    return isDue(candidate) && take(trial.learn(candidate));
  }

  private boolean hear(KernelSettings candidate) throws InterruptedException {
    return isDue(candidate) && take(trial.hear(candidate, best.model()));
  }

  private boolean isDue(KernelSettings candidate) {
    return budget.left(1) > 0 && !candidate.trainsAs(best.settings());
  }

  private boolean take(SettingsTrial.Tried tried) {
    if (tried.ndcg() <= best.ndcg() * LEAST_GAIN) {
      return false;
    }
    best = tried;
    return true;
  }
}
