package io.storeloop.campaign.delivery.outbox;

import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the places of a template stand for. */
public final class MessageValues implements Function<String, Optional<String>> {
  private static final String OFFER_VALUES = "offer.values.";
  private static final String OCCASION = "occasion.";
  private static final String ITEMS = "items.";

  private final Envelope envelope;

  MessageValues(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public Optional<String> apply(String path) {
    var content = envelope.given().content();
    return switch (path) {
      case "userId" -> Optional.ofNullable(envelope.send().shopper().userId());
      case "unsubscribeUrl" -> Optional.of(envelope.unsubscribeUrl());
      case "campaign.name" -> Optional.of(envelope.campaign().plan().name());
      case "offer.title" -> Optional.of(content.title());
      case "offer.body" -> Optional.ofNullable(content.body());
      case "offer.link" -> Optional.ofNullable(content.link());
      case "offer.imageUrl" -> Optional.ofNullable(content.imageUrl());
      case "coupon.code" -> Optional.ofNullable(envelope.given().couponCode());
      default -> {
        if (path.startsWith(OFFER_VALUES)) {
          yield Optional.ofNullable(content.values().get(path.substring(OFFER_VALUES.length())));
        }
        if (path.startsWith(ITEMS)) {
          yield item(path.substring(ITEMS.length()));
        }
        yield path.startsWith(OCCASION)
            ? text(envelope.send().detail().path(path.substring(OCCASION.length())))
            : envelope
                .profile()
                .value(path)
                .filter(value -> !(value instanceof Value.OpaqueValue))
                .map(Value::toString);
      }
    };
  }

  /** {@code 0.title}: of the first item; empty where there are fewer. */
  private Optional<String> item(String place) {
    int dot = place.indexOf('.');
    int index = Integer.parseInt(place.substring(0, dot));
    List<Given.Item> items = envelope.given().items();
    if (index >= items.size()) {
      return Optional.empty();
    }
    Given.Item item = items.get(index);
    return switch (place.substring(dot + 1)) {
      case "itemId" -> Optional.of(item.itemId());
      case "title" -> Optional.ofNullable(item.title());
      case "price" -> Optional.ofNullable(item.price()).map(BigDecimal::toPlainString);
      case "currency" -> Optional.ofNullable(item.currency());
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(JsonNode node) {
    if (node.isArray()) {
      return Optional.of(
          node.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
    }
    return node.isValueNode() ? Optional.of(node.asString()) : Optional.empty();
  }
}
