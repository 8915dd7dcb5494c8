package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Performed;
import java.time.Instant;
import java.util.Optional;

/** What a condition is asked about: one profile with its history, at one moment. */
public interface Subject {

  /** The value at a path, empty if absent. JSON null is absent; an empty list is present. */
  Optional<Value> value(String path);

  /**
   * How many events of this subject the node asks for: of its type, in its window before {@code
   * now}, meeting its {@code where}.
   */
  long count(Performed performed, Instant now);
}
