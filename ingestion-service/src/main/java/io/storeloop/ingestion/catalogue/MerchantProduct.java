package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.quality.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words what a product of a Google Merchant feed says in Google's.
 *
 * <p>The price is what the shopper pays: the sale price while the sale lasts, with the regular one
 * kept as attribute {@code regularPrice}. What has no field of ours is an attribute under Google's
 * name.
 */
final class MerchantProduct {
  private static final Set<String> AVAILABLE = Set.of("in stock", "preorder", "backorder");
  private static final String OUT_OF_STOCK = "out of stock";

  /** ISO 8601 as the specification writes it, also with seconds or without an offset. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss][XXX][XX][X]", Locale.ROOT);

  private MerchantProduct() {}

  static JudgedItem judge(Map<String, @Nullable Object> sent, Instant receivedAt) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(sent);
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    String itemId = takeText(rest, "id");
    item.put("itemId", itemId);
    item.put("name", takeText(rest, "title"));
    item.put("category", category(rest));
    item.put("brand", takeText(rest, "brand"));
    Refusal refusal = putPrice(item, rest, receivedAt);
    if (refusal == null) {
      refusal = putStock(item, rest);
    }
    if (refusal != null) {
      return new JudgedItem.Refused(itemId, refusal);
    }
    item.put("attributes", rest);
    return JudgedItem.ofFields(item, List.of());
  }

  /** The shop's own category comes before its place in Google's. */
  private static @Nullable String category(Map<String, @Nullable Object> rest) {
    String own = takeText(rest, "product_type");
    String path = own == null ? takeText(rest, "google_product_category") : own;
    return CategoryPath.ofBreadcrumb(path);
  }

  private static @Nullable Refusal putPrice(
      Map<String, @Nullable Object> item, Map<String, @Nullable Object> rest, Instant receivedAt) {
    String regularText = takeText(rest, "price");
    Money regular = Money.parse(regularText);
    if (regularText != null && regular == null) {
      return refusedPrice("price");
    }
    String saleText = takeText(rest, "sale_price");
    Money sale = Money.parse(saleText);
    if (saleText != null && sale == null) {
      return refusedPrice("sale_price");
    }
    boolean onSale = sale != null && lasts(rest.get("sale_price_effective_date"), receivedAt);
    Money paid = onSale ? sale : regular;
    if (paid != null) {
      item.put("price", paid.amount());
      item.put("currency", paid.currency());
    }
    if (onSale && regular != null) {
      rest.put("regularPrice", regular.amount());
    } else if (saleText != null && !onSale) {
      rest.put("sale_price", saleText);
    }
    return null;
  }

  private static Refusal refusedPrice(String field) {
    return Refusal.ofField(
        field, "invalid_price", field + " must be an amount and a currency like 59.90 EUR");
  }

  /** Whether it is now between two times; a period that cannot be read does not end the sale. */
  private static boolean lasts(@Nullable Object period, Instant now) {
    if (!(period instanceof String text)) {
      return true;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return true;
    }
    Instant from = time(text.substring(0, slash).strip());
    Instant to = time(text.substring(slash + 1).strip());
    return from == null || to == null || (!now.isBefore(from) && now.isBefore(to));
  }

  private static @Nullable Instant time(String text) {
    try {
      TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime exact
          ? exact.toInstant()
          : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** What can be ordered in advance can be bought; how it is available stays an attribute. */
  private static @Nullable Refusal putStock(
      Map<String, @Nullable Object> item, Map<String, @Nullable Object> rest) {
    String availability = takeText(rest, "availability");
    if (availability == null) {
      return null;
    }
    String known = availability.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!known.equals(OUT_OF_STOCK) && !AVAILABLE.contains(known)) {
      return Refusal.ofField(
          "availability",
          "invalid_availability",
          "availability must be in_stock, out_of_stock, preorder or backorder");
    }
    item.put("inStock", AVAILABLE.contains(known));
    if (!known.endsWith("stock")) {
      rest.put("availability", availability);
    }
    return null;
  }

  /** The first value of that name; further ones stay where they are. */
  private static @Nullable String takeText(Map<String, @Nullable Object> rest, String name) {
    return switch (rest.get(name)) {
      case String text -> {
        rest.remove(name);
        yield text;
      }
      case List<?> list when list.getFirst() instanceof String first -> first;
      case null, default -> null;
    };
  }
}
