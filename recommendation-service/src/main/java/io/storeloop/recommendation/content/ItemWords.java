package io.storeloop.recommendation.content;

import io.storeloop.algorithms.content.ItemContent;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to compare an item by. */
final class ItemWords {
  private static final Pattern LEVELS = Pattern.compile("\\s*[>/]\\s*");

  private ItemWords() {}

  static ItemContent of(CatalogueItem item) {
    return new ItemContent(
        item.name() == null ? "" : item.name(),
        words(item),
        path(item.category()),
        item.brand() == null ? "" : item.brand(),
        price(item.price()));
  }

  /** Texts of attributes, by the attributes' names. */
  private static String words(CatalogueItem item) {
    return new TreeMap<>(item.details().attributes())
        .values().stream()
            .map(ItemWords::text)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.TextValue text -> text.text();
      case Value.TextListValue list -> String.join(" ", list.texts());
      default -> "";
    };
  }

  /** {@code Shoes > Running} is a path of two. */
  private static List<String> path(@Nullable String category) {
    return category == null
        ? List.of()
        : Arrays.stream(LEVELS.split(category)).filter(level -> !level.isBlank()).toList();
  }

  private static OptionalDouble price(@Nullable BigDecimal price) {
    double amount = price == null ? 0 : price.doubleValue();
    return amount > 0 && amount < Double.POSITIVE_INFINITY
        ? OptionalDouble.of(amount)
        : OptionalDouble.empty();
  }
}
