package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.trigger.Cart.Act;
import io.storeloop.common.events.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CartTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Act act(int minute, EventType type, String item, @Nullable Integer quantity) {
    return new Act("m" + minute + "-" + item, type, item, quantity, NOON.plusSeconds(60L * minute));
  }

  @Test
  void whatWasAddedAndNotRemovedLiesInIt() {
    Optional<Cart> cart =
        Cart.of(
            List.of(
                act(0, EventType.ADD_TO_CART, "shoes", 2),
                act(1, EventType.ADD_TO_CART, "socks", null),
                act(2, EventType.REMOVE_FROM_CART, "shoes", 1),
                act(3, EventType.REMOVE_FROM_CART, "socks", null)));

    assertThat(cart).contains(new Cart("m0-shoes", NOON.plusSeconds(180), Map.of("shoes", 1)));
  }

  @Test
  void aPurchaseEmptiesItAndTheNextOneIsAnother() {
    Act first = act(0, EventType.ADD_TO_CART, "shoes", 1);
    Act bought = act(1, EventType.PURCHASE, "shoes", 1);
    Act next = act(2, EventType.ADD_TO_CART, "hat", 1);

    assertThat(Cart.of(List.of(first, bought))).isEmpty();
    assertThat(Cart.of(List.of(first, bought, next)).map(Cart::id)).contains("m2-hat");
  }

  @Test
  void theOrderInWhichActsAreToldDoesNotMatter() {
    Random random = new Random(7);
    List<EventType> types =
        List.of(
            EventType.ADD_TO_CART,
            EventType.REMOVE_FROM_CART,
            EventType.CHECKOUT,
            EventType.PURCHASE);
    for (int round = 0; round < 500; round++) {
      List<Act> acts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        acts.add(act(i, types.get(random.nextInt(4)), "i" + random.nextInt(3), 1));
      }
      Optional<Cart> inOrder = Cart.of(acts);

      Collections.shuffle(acts, random);

      assertThat(Cart.of(acts)).isEqualTo(inOrder);
    }
  }
}
