package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Performed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * One event as conditions see it.
 *
 * @param fields the values by field, e.g. {@code price} or {@code properties.colour}; what the
 *     event lacks is absent
 */
public record PerformedEvent(String type, Instant occurredAt, Map<String, Value> fields) {

  public PerformedEvent {
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    fields = Map.copyOf(fields);
  }

  /**
   * Counts the events that a node asks for: of its type, in [now - within, now), meeting its {@code
   * where}. Time O(events).
   */
  public static long count(Collection<PerformedEvent> events, Performed performed, Instant now) {
    return events.stream().filter(event -> event.meets(performed, now)).count();
  }

  private boolean meets(Performed performed, Instant now) {
    return type.equals(performed.type())
        && occurredAt.isBefore(now.truncatedTo(ChronoUnit.MICROS))
        && (performed.within() == null || !occurredAt.isBefore(performed.within().start(now)))
        && ConditionEvaluator.matches(performed.where(), new Fields(fields), now);
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
