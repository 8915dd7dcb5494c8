package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ItemVocabulary;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item as conditions see it. */
record ItemSubject(CatalogueItem item) implements Subject {
  @Override
  public Optional<Value> value(String path) {
    return switch (path) {
      case ItemVocabulary.ITEM_ID -> text(item.itemId());
      case ItemVocabulary.NAME -> text(item.name());
      case ItemVocabulary.CATEGORY -> text(item.category());
      case ItemVocabulary.BRAND -> text(item.brand());
      case ItemVocabulary.PRICE -> Optional.ofNullable(item.price()).map(Value::of);
      case ItemVocabulary.CURRENCY -> text(item.details().currency());
      case ItemVocabulary.IN_STOCK -> Optional.of(Value.of(item.available()));
      default -> attribute(path);
    };
  }

  private Optional<Value> attribute(String path) {
    return path.startsWith(ItemVocabulary.ATTRIBUTES)
        ? Optional.ofNullable(
            item.details().attributes().get(path.substring(ItemVocabulary.ATTRIBUTES.length())))
        : Optional.empty();
  }

  private static Optional<Value> text(@Nullable String text) {
    return Optional.ofNullable(text).map(Value::of);
  }

  /** Items do nothing. */
  @Override
  public long count(Performed performed, Instant now) {
    return 0;
  }
}
