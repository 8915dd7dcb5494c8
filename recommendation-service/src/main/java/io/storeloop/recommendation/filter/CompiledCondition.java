package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.ItemVocabulary;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.Value.BooleanValue;
import io.storeloop.common.conditions.Value.NumberValue;
import io.storeloop.common.conditions.Value.TextListValue;
import io.storeloop.common.conditions.Value.TextValue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns a condition on items into a predicate once, so that asking it costs a field and a
 * comparison and allocates nothing. The rare clauses that have no short form are left to {@link
 * ConditionEvaluator}; a test shows that both always agree.
 */
final class CompiledCondition {
  private CompiledCondition() {}

  static Predicate<CatalogueItem> of(Condition condition) {
    return switch (condition) {
      case Always() -> item -> true;
      case And(List<Condition> parts) -> all(predicates(parts));
      case Or(List<Condition> parts) -> any(predicates(parts));
      case Not(Condition part) -> of(part).negate();
      case Leaf leaf -> quick(leaf).orElseGet(() -> evaluated(leaf));
    };
  }

  private static List<Predicate<CatalogueItem>> predicates(List<Condition> parts) {
    return parts.stream().map(CompiledCondition::of).toList();
  }

  private static Predicate<CatalogueItem> all(List<Predicate<CatalogueItem>> parts) {
    return parts.stream().reduce(Predicate::and).orElseThrow();
  }

  private static Predicate<CatalogueItem> any(List<Predicate<CatalogueItem>> parts) {
    return parts.stream().reduce(Predicate::or).orElseThrow();
  }

  private static Optional<Predicate<CatalogueItem>> quick(Leaf leaf) {
    return switch (leaf) {
      case Compare(String path, Operator operator, TextValue(String text))
          when !operator.isOrdering() && isText(path) ->
          Optional.of(negatedIf(operator == Operator.NE, isOneOf(textAt(path), Set.of(text))));
      case Compare(String path, Operator operator, TextValue expected)
          when !operator.isOrdering() && path.startsWith(ItemVocabulary.ATTRIBUTES) ->
          Optional.of(
              negatedIf(
                  operator == Operator.NE,
                  isAttribute(path.substring(ItemVocabulary.ATTRIBUTES.length()), expected)));
      case Compare(String path, Operator operator, NumberValue(BigDecimal bound))
          when path.equals(ItemVocabulary.PRICE) ->
          Optional.of(price(operator, bound));
      case Compare(String path, Operator operator, BooleanValue(boolean truth))
          when path.equals(ItemVocabulary.IN_STOCK) ->
          Optional.of(negatedIf(operator == Operator.NE, item -> item.available() == truth));
      case OneOf(String path, List<Value> expected, boolean negated) when isText(path) ->
          Optional.of(negatedIf(negated, isOneOf(textAt(path), texts(expected))));
      case Exists(String path, boolean expected) when isText(path) ->
          Optional.of(exists(textAt(path), expected));
      default -> Optional.empty();
    };
  }

  private static Predicate<CatalogueItem> evaluated(Leaf leaf) {
    return item -> ConditionEvaluator.matches(leaf, new ItemSubject(item), Instant.EPOCH);
  }

  private static Predicate<CatalogueItem> price(Operator operator, BigDecimal bound) {
    return switch (operator) {
      case EQ -> priced(order -> order == 0, bound);
      case NE -> priced(order -> order == 0, bound).negate();
      case GT -> priced(order -> order > 0, bound);
      case GTE -> priced(order -> order >= 0, bound);
      case LT -> priced(order -> order < 0, bound);
      case LTE -> priced(order -> order <= 0, bound);
    };
  }

  private static Predicate<CatalogueItem> priced(IntPredicate accepted, BigDecimal bound) {
    double near = bound.doubleValue();
    return item -> {
      BigDecimal price = item.price();
      return price != null && accepted.test(compare(price, bound, near));
    };
  }

  /** Rounding keeps the order, so only what is rounded to the same number is compared exactly. */
  private static int compare(BigDecimal price, BigDecimal bound, double nearBound) {
    double nearPrice = price.doubleValue();
    return nearPrice == nearBound ? price.compareTo(bound) : Double.compare(nearPrice, nearBound);
  }

  /** Equal to the text, or a list that holds it. */
  private static Predicate<CatalogueItem> isAttribute(String name, TextValue expected) {
    return item -> {
      Value actual = item.details().attributes().get(name);
      return expected.equals(actual)
          || (actual instanceof TextListValue(List<String> texts)
              && texts.contains(expected.text()));
    };
  }

  private static Predicate<CatalogueItem> negatedIf(
      boolean negated, Predicate<CatalogueItem> predicate) {
    return negated ? predicate.negate() : predicate;
  }

  private static Predicate<CatalogueItem> isOneOf(
      Function<CatalogueItem, @Nullable String> text, Set<String> expected) {
    return item -> {
      String actual = text.apply(item);
      return actual != null && expected.contains(actual);
    };
  }

  private static Predicate<CatalogueItem> exists(
      Function<CatalogueItem, @Nullable String> text, boolean expected) {
    return item -> (text.apply(item) != null) == expected;
  }

  private static Set<String> texts(List<Value> values) {
    Set<String> texts = new HashSet<>();
    for (Value value : values) {
      if (value instanceof TextValue(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static boolean isText(String path) {
    return switch (path) {
      case ItemVocabulary.ITEM_ID,
          ItemVocabulary.NAME,
          ItemVocabulary.CATEGORY,
          ItemVocabulary.BRAND,
          ItemVocabulary.CURRENCY ->
          true;
      default -> false;
    };
  }

  private static Function<CatalogueItem, @Nullable String> textAt(String path) {
    return switch (path) {
      case ItemVocabulary.ITEM_ID -> CatalogueItem::itemId;
      case ItemVocabulary.NAME -> CatalogueItem::name;
      case ItemVocabulary.CATEGORY -> CatalogueItem::category;
      case ItemVocabulary.BRAND -> CatalogueItem::brand;
      default -> item -> item.details().currency();
    };
  }
}
