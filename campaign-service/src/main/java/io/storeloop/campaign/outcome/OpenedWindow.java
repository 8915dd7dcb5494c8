package io.storeloop.campaign.outcome;

import io.storeloop.campaign.audience.KeptProfile;
import io.storeloop.campaign.lifecycle.Breakdown;
import io.storeloop.campaign.lifecycle.BreakdownFields;
import io.storeloop.campaign.lifecycle.Goal;
import io.storeloop.campaign.lifecycle.Goal.Worth;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A decision that can still be answered by what the campaign wants.
 *
 * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId of somebody unknown
 * @param arm the offer's id, or empty in the holdout
 * @param armProbability the chance of the arm before the draw; absent where weights say it
 * @param exposedAt when the offer really appeared; absent in the holdout
 * @param profile the values that the decision rested on, as the ledger keeps them
 * @param breakdowns of the campaign, as its row has them
 */
record OpenedWindow(
    UUID decisionId,
    UUID campaignId,
    String shopper,
    String arm,
    @Nullable Double armProbability,
    Instant decidedAt,
    Goal goal,
    @Nullable Instant exposedAt,
    boolean clicked,
    @Nullable String profile,
    @Nullable String breakdowns) {

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Whether something at that time answers the decision, shown or held out alike. */
  boolean contains(Instant time) {
    return isWithin(decidedAt, time);
  }

  /** Whether it also follows an offer that was really seen. */
  boolean followsExposure(Instant time) {
    return exposedAt != null && isWithin(exposedAt, time);
  }

  /** Whether it is what the campaign wants, whenever it happened. */
  boolean wants(Deed deed) {
    return goal.type().equals(deed.type())
        && ConditionEvaluator.matches(goal.where(), new Fields(deed.fields()), deed.occurredAt());
  }

  /** Whether its revenue counts, whenever it happened. */
  boolean earnsBy(Deed deed) {
    return goal.value() == Worth.REVENUE ? wants(deed) : deed.type().equals(Goal.PURCHASE);
  }

  /** The names of the breakdowns that the shopper was in. */
  Set<String> breakdownsThen() {
    if (profile == null || breakdowns == null) {
      return Set.of();
    }
    Subject then = new KeptProfile(EXACT.readTree(profile));
    return BreakdownFields.stored(breakdowns).stream()
        .filter(breakdown -> ConditionEvaluator.matches(breakdown.condition(), then, decidedAt))
        .map(Breakdown::name)
        .collect(Collectors.toSet());
  }

  /** Half-open, and begun with the whole second: many shops send times without fractions. */
  private boolean isWithin(Instant start, Instant time) {
    return !time.isBefore(start.truncatedTo(ChronoUnit.SECONDS))
        && time.isBefore(start.plus(goal.window()));
  }

  /** An event has values and no history of its own. */
  private record Fields(Map<String, Value> values) implements Subject {
    @Override
    public Optional<Value> value(String path) {
      return Optional.ofNullable(values.get(path));
    }

    @Override
    public long count(Performed performed, Instant now) {
      return 0;
    }
  }
}
