package io.storeloop.common.events;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a shopper did. The wire name is the constant in lower case: {@code add_to_cart}.
 *
 * <p>{@link #IDENTIFY} is not a behaviour: it carries traits, and ties an {@code anonymousId} to a
 * {@code userId}. It stands in the same log because its place among the behaviours matters.
 */
public enum EventType {
  VIEW,
  LIST_VIEW,
  CLICK,
  ADD_TO_CART,
  REMOVE_FROM_CART,
  WISHLIST,
  CHECKOUT,
  PURCHASE,
  REFUND,
  SEARCH,
  REVIEW,
  PROMOTION_VIEW,
  PROMOTION_CLICK,
  PAGE,
  CUSTOM,
  IDENTIFY;

  private static final Map<String, EventType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

  private static final List<String> WIRE_NAMES =
      Arrays.stream(values()).map(EventType::wireName).toList();

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /** The type with that wire name, exactly as spelled; empty when there is none. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** All wire names in declared order, for messages. */
  public static List<String> wireNames() {
    return WIRE_NAMES;
  }
}
