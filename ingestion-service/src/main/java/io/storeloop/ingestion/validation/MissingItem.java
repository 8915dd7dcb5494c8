package io.storeloop.ingestion.validation;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.quality.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A behaviour towards an item that does not say which. */
final class MissingItem implements Constraint {
  private static final Set<EventType> TOWARDS_AN_ITEM =
      EnumSet.of(
          EventType.VIEW, EventType.ADD_TO_CART, EventType.REMOVE_FROM_CART, EventType.WISHLIST);

  @Override
  public @Nullable Refusal check(Draft draft) {
    String type = draft.text(Field.TYPE);
    boolean needed =
        type != null && EventType.ofWireName(type).filter(TOWARDS_AN_ITEM::contains).isPresent();
    return needed && !draft.has(Field.ITEM_ID)
        ? Refusal.ofField("itemId", "missing_item", "an event of type " + type + " needs an itemId")
        : null;
  }
}
