package io.storeloop.common.conditions;

import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import java.util.List;

/** What of a subject a condition looks at. */
public final class AskedPaths {
  private AskedPaths() {}

  /**
   * Whether the answer may depend on a prediction; what {@code performed} asks of events is none.
   */
  public static boolean includePrediction(Condition condition) {
    return switch (condition) {
      case Always() -> false;
      case And(List<Condition> parts) -> parts.stream().anyMatch(AskedPaths::includePrediction);
      case Or(List<Condition> parts) -> parts.stream().anyMatch(AskedPaths::includePrediction);
      case Not(Condition part) -> includePrediction(part);
      case Compare compare -> isPrediction(compare.path());
      case OneOf oneOf -> isPrediction(oneOf.path());
      case Exists exists -> isPrediction(exists.path());
      case Contains contains -> isPrediction(contains.path());
      case Performed performed -> false;
    };
  }

  private static boolean isPrediction(String path) {
    return path.startsWith(ProfileVocabulary.PREDICTION);
  }
}
