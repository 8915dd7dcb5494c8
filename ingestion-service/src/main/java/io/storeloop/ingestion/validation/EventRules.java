package io.storeloop.ingestion.validation;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.quality.Refusal;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules for an event, in the order in which they are applied: first every repair, then every
 * constraint until one refuses. Thread-safe.
 */
public final class EventRules {
  private static final List<Repair> REPAIRS =
      List.of(
          new NumericId(),
          new TrimmedId(),
          new BlankId(),
          new NumberInText(),
          new PriceRounded(),
          new CurrencyCase(),
          new ClockCorrected(),
          new MissingMessageId(),
          new MissingTimestamp());

  private static final List<Constraint> CONSTRAINTS =
      List.of(
          new UnknownField(),
          new WrongType(),
          new NulCharacter(),
          new LoneSurrogate(),
          new TextTooLong(),
          new TooManyProperties(),
          new WildNumber(),
          new UnknownType(),
          new MissingUser(),
          new MissingItem(),
          new InvalidTimestamp(),
          new InvalidSentAt(),
          new TooFarInFuture(),
          new TooOld(),
          new InvalidQuantity(),
          new InvalidPrice(),
          new InvalidCurrency(),
          new InvalidRating(),
          new InvalidPosition(),
          new InvalidDuration());

  /** Types that mean one unit when they do not say how many. */
  private static final Set<EventType> COUNTED_IN_UNITS =
      EnumSet.of(
          EventType.ADD_TO_CART, EventType.REMOVE_FROM_CART, EventType.PURCHASE, EventType.REFUND);

  /** Judges a record given by its canonical fields. */
  public Judgement judge(Map<String, @Nullable Object> fields, Arrival arrival) {
    return judge(fields, arrival, List.of());
  }

  /** Judges a record to which a translation into canonical fields has already applied repairs. */
  public Judgement judge(
      Map<String, @Nullable Object> fields, Arrival arrival, List<String> earlierRepairs) {
    Draft draft = new Draft(fields, arrival, earlierRepairs);
    REPAIRS.forEach(repair -> repair.apply(draft));
    for (Constraint constraint : CONSTRAINTS) {
      Refusal refusal = constraint.check(draft);
      if (refusal != null) {
        return new Judgement.Refused(draft.text(Field.MESSAGE_ID), refusal);
      }
    }
    return new Judgement.Sound(event(draft), draft.repairs());
  }

  /** NullAway does not see the nullable values in a compact constructor of another module. */
  @SuppressWarnings("NullAway")
  private static Event event(Draft draft) {
    EventType type = EventType.ofWireName(present(draft, Field.TYPE)).orElseThrow();
    return new Event(
        present(draft, Field.MESSAGE_ID),
        type,
        draft.text(Field.USER_ID),
        draft.text(Field.ANONYMOUS_ID),
        draft.text(Field.SESSION_ID),
        Objects.requireNonNull(draft.occurredAt()),
        draft.arrival().receivedAt(),
        draft.text(Field.ITEM_ID),
        quantity(draft, type),
        draft.number(Field.PRICE),
        draft.text(Field.CURRENCY),
        draft.text(Field.ORDER_ID),
        draft.text(Field.QUERY),
        draft.number(Field.RATING),
        whole(draft.number(Field.POSITION)),
        draft.text(Field.LIST_ID),
        draft.text(Field.RECOMMENDATION_ID),
        draft.text(Field.DECISION_ID),
        durationMillis(draft),
        draft.arrival().source(),
        draft.properties());
  }

  private static String present(Draft draft, Field field) {
    return Objects.requireNonNull(draft.text(field), field.wireName());
  }

  private static @Nullable Integer quantity(Draft draft, EventType type) {
    Integer quantity = whole(draft.number(Field.QUANTITY));
    return quantity == null && COUNTED_IN_UNITS.contains(type) ? Integer.valueOf(1) : quantity;
  }

  private static @Nullable Long durationMillis(Draft draft) {
    BigDecimal millis = draft.number(Field.DURATION_MILLIS);
    return millis == null ? null : Long.valueOf(millis.longValueExact());
  }

  private static @Nullable Integer whole(@Nullable BigDecimal number) {
    return number == null ? null : Integer.valueOf(number.intValueExact());
  }
}
