package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value.TextValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts one of which every matching item has at a path, where the condition says so plainly.
 */
final class RequiredTexts {
  private RequiredTexts() {}

  /** Empty if the condition leaves the path open. */
  static Optional<Set<String>> at(String path, Condition condition) {
    return switch (condition) {
      case And(List<Condition> parts) ->
          parts.stream().map(part -> at(path, part)).flatMap(Optional::stream).findFirst();
      case Compare(String asked, Operator operator, TextValue(String text))
          when operator == Operator.EQ && asked.equals(path) ->
          Optional.of(Set.of(text));
      case OneOf oneOf when !oneOf.negated() && oneOf.path().equals(path) ->
          Optional.of(texts(oneOf));
      default -> Optional.empty();
    };
  }

  private static Set<String> texts(OneOf oneOf) {
    Set<String> texts = new LinkedHashSet<>();
    oneOf
        .expected()
        .forEach(value -> {
          if (value instanceof TextValue(String text)) {
            texts.add(text);
          }
        });
    return texts;
  }
}
