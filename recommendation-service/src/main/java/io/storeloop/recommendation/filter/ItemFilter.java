package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ItemVocabulary;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A condition on items, ready to be asked of thousands. Immutable; equal conditions make equal
 * filters.
 */
public final class ItemFilter {
  /** Lets every item through. */
  public static final ItemFilter ALL = new ItemFilter(Condition.ALWAYS);

  private final Condition condition;
  private final int hash;
  private final Predicate<CatalogueItem> predicate;
  private final Optional<Set<String>> itemIds;
  private final Optional<Set<String>> categories;

  public ItemFilter(Condition condition) {
    this.condition = condition;
    this.hash = condition.hashCode();
    this.predicate = CompiledCondition.of(condition);
    this.itemIds = RequiredTexts.at(ItemVocabulary.ITEM_ID, condition);
    this.categories = RequiredTexts.at(ItemVocabulary.CATEGORY, condition);
  }

  public boolean matches(CatalogueItem item) {
    return predicate.test(item);
  }

  public Condition condition() {
    return condition;
  }

  /** The only items it can let through, if it names them. */
  public Optional<Set<String>> itemIds() {
    return itemIds;
  }

  /** The only categories it can let through, if it names them. */
  public Optional<Set<String>> categories() {
    return categories;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ItemFilter that
            && hash == that.hash
            && condition.equals(that.condition));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "ItemFilter[" + condition + "]";
  }
}
