package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the fields of a catalogue item by the rules that events obey too: texts, price, currency,
 * free data.
 */
public final class ItemFields {
  private static final int MAX_TEXT = 1000;
  private static final String IN_STOCK = "inStock";
  private static final Set<String> TEXTS = Set.of("name", "category", "brand");

  /** How an item's fields are called in an event, where the same rules hold. */
  private static final Map<String, String> AS_IN_EVENTS =
      Map.of(
          "itemId", "itemId",
          "price", "price",
          "currency", "currency",
          "attributes", "properties");

  private static final List<Repair> REPAIRS =
      List.of(
          new NumericId(),
          new TrimmedId(),
          new BlankId(),
          new NumberInText(),
          new PriceRounded(),
          new CurrencyCase());

  private static final List<Constraint> CONSTRAINTS =
      List.of(
          new WrongType(),
          new NulCharacter(),
          new LoneSurrogate(),
          new TextTooLong(),
          new TooManyProperties(),
          new WildNumber(),
          new InvalidPrice(),
          new InvalidCurrency());

  private final Draft draft;
  private final Map<String, @Nullable Object> sent;
  private final @Nullable Refusal refusal;

  /** Judges what was sent. */
  public ItemFields(Map<String, @Nullable Object> sent) {
    this.sent = sent;
    this.draft = new Draft(asEvent(sent), Arrival.inCall("items", Instant.EPOCH, 0), List.of());
    REPAIRS.forEach(repair -> repair.apply(draft));
    this.refusal = judge();
  }

  /** Why the item is refused; null if it is sound. */
  public @Nullable Refusal refusal() {
    return refusal;
  }

  /** Rules that had to mend it, each once. */
  public List<String> repairs() {
    return draft.repairs();
  }

  public @Nullable String itemId() {
    return draft.text(Field.ITEM_ID);
  }

  public @Nullable String text(String name) {
    return sent.get(name) instanceof String text ? text : null;
  }

  public @Nullable BigDecimal price() {
    return draft.number(Field.PRICE);
  }

  public @Nullable String currency() {
    return draft.text(Field.CURRENCY);
  }

  /** Whether it can be bought; an item that does not say so can. */
  public boolean inStock() {
    return !Boolean.FALSE.equals(sent.get(IN_STOCK));
  }

  public Map<String, @Nullable Object> attributes() {
    return draft.properties();
  }

  private @Nullable Refusal judge() {
    for (String name : sent.keySet()) {
      if (!TEXTS.contains(name) && !AS_IN_EVENTS.containsKey(name) && !name.equals(IN_STOCK)) {
        return Refusal.ofField(
            name,
            "unknown_field",
            "there is no field \"" + name + "\"; put free data into attributes");
      }
    }
    if (itemId() == null && !draft.has(Field.ITEM_ID)) {
      return Refusal.ofField("itemId", "missing_item", "an item needs an itemId");
    }
    for (Constraint constraint : CONSTRAINTS) {
      Refusal found = constraint.check(draft);
      if (found != null) {
        return new Refusal(
            found.code(),
            found.pointer().replace("/properties", "/attributes"),
            found.detail().replace("properties", "attributes"));
      }
    }
    Object inStock = sent.get(IN_STOCK);
    if (inStock != null && !(inStock instanceof Boolean)) {
      return Refusal.ofField(IN_STOCK, "wrong_type", "inStock must be true or false");
    }
    return TEXTS.stream()
        .sorted()
        .map(this::judgeText)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Refusal judgeText(String name) {
    Object value = sent.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      return Refusal.ofField(name, "wrong_type", name + " must be a text");
    }
    if (NulCharacter.isIn(text)) {
      return Refusal.ofField(name, "nul_character", name + " holds the character U+0000");
    }
    if (LoneSurrogate.isIn(text)) {
      return Refusal.ofField(name, "lone_surrogate", name + " holds half a surrogate pair");
    }
    return text.length() > MAX_TEXT
        ? Refusal.ofField(
            name, "text_too_long", "%s may have %d characters".formatted(name, MAX_TEXT))
        : null;
  }

  private static Map<String, @Nullable Object> asEvent(Map<String, @Nullable Object> sent) {
    Map<String, @Nullable Object> event = new HashMap<>();
    sent.forEach((name, value) -> {
      String field = AS_IN_EVENTS.get(name);
      if (field != null) {
        event.put(field, value);
      }
    });
    return event;
  }
}
