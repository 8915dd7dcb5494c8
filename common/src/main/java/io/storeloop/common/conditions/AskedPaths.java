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
import java.util.stream.Stream;

/** What of a subject a condition looks at. */
public final class AskedPaths {
  private AskedPaths() {}

  /** The paths of its clauses, once for each; what {@code performed} asks of events is none. */
  public static Stream<String> of(Condition condition) {
    return switch (condition) {
      case Always() -> Stream.empty();
      case And(List<Condition> parts) -> parts.stream().flatMap(AskedPaths::of);
      case Or(List<Condition> parts) -> parts.stream().flatMap(AskedPaths::of);
      case Not(Condition part) -> of(part);
      case Compare compare -> Stream.of(compare.path());
      case OneOf oneOf -> Stream.of(oneOf.path());
      case Exists exists -> Stream.of(exists.path());
      case Contains contains -> Stream.of(contains.path());
      case Performed performed -> Stream.empty();
    };
  }

  /** Whether the answer may depend on a prediction. */
  public static boolean includePrediction(Condition condition) {
    return of(condition).anyMatch(path -> path.startsWith(ProfileVocabulary.PREDICTION));
  }
}
