package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.quality.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words what a {@code Product} of schema.org says.
 *
 * <p>Of several offers the first that can be bought counts, otherwise the first. What has no field
 * of ours is an attribute under its own name.
 */
final class SchemaOrgProduct {
  private static final List<String> IDS = List.of("sku", "productID", "@id");

  /** Members of the enumeration ItemAvailability in which nothing can be bought. */
  private static final Set<String> NOT_FOR_SALE =
      Set.of("OutOfStock", "SoldOut", "Discontinued", "Reserved");

  private static final Set<String> FOR_SALE =
      Set.of(
          "InStock",
          "InStoreOnly",
          "OnlineOnly",
          "LimitedAvailability",
          "PreOrder",
          "PreSale",
          "BackOrder",
          "MadeToOrder");

  /** Types of UnitPriceSpecification that are not what the shopper pays. */
  private static final Set<String> CROSSED_OUT =
      Set.of("StrikethroughPrice", "ListPrice", "MSRP", "SRP", "RegularPrice");

  private SchemaOrgProduct() {}

  static JudgedItem judge(Map<String, @Nullable Object> product) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(product);
    rest.remove("@context");
    rest.remove("@type");
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("itemId", takeId(rest));
    item.put("name", rest.remove("name"));
    item.put("category", CategoryPath.ofBreadcrumb(nameOf(rest.remove("category"))));
    item.put("brand", nameOf(rest.remove("brand")));
    Object offers = rest.remove("offers");
    Refusal refusal = offers == null ? null : putOffer(item, rest, offers);
    if (refusal != null) {
      return new JudgedItem.Refused(item.get("itemId") instanceof String id ? id : null, refusal);
    }
    item.put("attributes", rest);
    return JudgedItem.ofFields(item, List.of());
  }

  private static @Nullable Object takeId(Map<String, @Nullable Object> rest) {
    for (String name : IDS) {
      if (rest.get(name) != null) {
        return rest.remove(name);
      }
    }
    return null;
  }

  private static @Nullable Refusal putOffer(
      Map<String, @Nullable Object> item, Map<String, @Nullable Object> rest, Object offers) {
    List<Map<?, ?>> all = objects(offers);
    if (all.isEmpty()) {
      return Refusal.ofField("offers", "wrong_type", "offers must be an Offer or a list of them");
    }
    for (Map<?, ?> offer : all) {
      String availability = availability(offer);
      if (availability != null
          && !FOR_SALE.contains(availability)
          && !NOT_FOR_SALE.contains(availability)) {
        return Refusal.ofField(
            "offers/availability",
            "invalid_availability",
            "availability must be an ItemAvailability of schema.org like InStock");
      }
    }
    Map<?, ?> best =
        all.stream().filter(SchemaOrgProduct::canBeBought).findFirst().orElse(all.getFirst());
    item.put("inStock", canBeBought(best));
    putPrice(item, rest, best);
    return null;
  }

  private static void putPrice(
      Map<String, @Nullable Object> item, Map<String, @Nullable Object> rest, Map<?, ?> offer) {
    Object price = offer.get("price") == null ? offer.get("lowPrice") : offer.get("price");
    Object currency = offer.get("priceCurrency");
    for (Map<?, ?> specification : objects(offer.get("priceSpecification"))) {
      boolean crossedOut = CROSSED_OUT.contains(localName(textOf(specification.get("priceType"))));
      if (crossedOut) {
        rest.put("regularPrice", specification.get("price"));
      } else if (price == null) {
        price = specification.get("price");
      }
      currency = currency == null ? specification.get("priceCurrency") : currency;
    }
    item.put("price", price);
    item.put("currency", currency);
  }

  /** An offer that does not say so can be bought. */
  private static boolean canBeBought(Map<?, ?> offer) {
    String availability = availability(offer);
    return availability == null || FOR_SALE.contains(availability);
  }

  private static @Nullable String availability(Map<?, ?> offer) {
    Object value = offer.get("availability");
    return value == null ? null : localName(textOf(value));
  }

  /** The offers in a value: one, several, or those inside an AggregateOffer without a price. */
  private static List<Map<?, ?>> objects(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> one when one.get("offers") != null && one.get("lowPrice") == null ->
          objects(one.get("offers"));
      case Map<?, ?> one -> List.of(one);
      case List<?> list -> {
        List<Map<?, ?>> objects = new ArrayList<>();
        list.forEach(element -> {
          if (element instanceof Map<?, ?> object) {
            objects.add(object);
          }
        });
        yield objects;
      }
      case null, default -> List.of();
    };
  }

  /** The text itself, or the name of the thing that stands there; of a list the first. */
  private static @Nullable String nameOf(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Map<?, ?> thing -> nameOf(thing.get("name"));
      case List<?> list when !list.isEmpty() -> nameOf(list.getFirst());
      case null, default -> null;
    };
  }

  /** A reference is a text or an object with an {@code @id}. */
  private static String textOf(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Map<?, ?> reference -> textOf(reference.get("@id"));
      case null, default -> "";
    };
  }

  static List<String> types(Map<String, @Nullable Object> node) {
    return switch (node.get("@type")) {
      case String one -> List.of(localName(one));
      case List<?> several ->
          several.stream()
              .filter(Objects::nonNull)
              .map(type -> localName(String.valueOf(type)))
              .toList();
      case null, default -> List.of();
    };
  }

  /** {@code https://schema.org/InStock} and {@code schema:InStock} are {@code InStock}. */
  static String localName(String name) {
    String trimmed = name.strip();
    int end =
        Math.max(
            Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf(':')), trimmed.lastIndexOf('#'));
    return trimmed.substring(end + 1);
  }
}
