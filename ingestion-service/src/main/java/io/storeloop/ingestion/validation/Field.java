package io.storeloop.ingestion.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a canonical event, as they are named on the wire. */
enum Field {
  MESSAGE_ID("messageId", Kind.ID),
  TYPE("type", Kind.TEXT),
  USER_ID("userId", Kind.ID),
  ANONYMOUS_ID("anonymousId", Kind.ID),
  SESSION_ID("sessionId", Kind.ID),
  TIMESTAMP("timestamp", Kind.TEXT),
  ITEM_ID("itemId", Kind.ID),
  QUANTITY("quantity", Kind.NUMBER),
  PRICE("price", Kind.NUMBER),
  CURRENCY("currency", Kind.TEXT),
  ORDER_ID("orderId", Kind.ID),
  QUERY("query", Kind.LONG_TEXT),
  RATING("rating", Kind.NUMBER),
  POSITION("position", Kind.NUMBER),
  LIST_ID("listId", Kind.ID),
  RECOMMENDATION_ID("recommendationId", Kind.ID),
  DECISION_ID("decisionId", Kind.ID),
  DURATION_MILLIS("durationMillis", Kind.NUMBER),
  PROPERTIES("properties", Kind.OBJECT),
  /** When it left its sender, by the sender's clock; used to correct that clock, and not kept. */
  SENT_AT("sentAt", Kind.TEXT),
  /** Part of an event as we publish it; when it comes back it is ours to set anew. */
  RECEIVED_AT("receivedAt", Kind.OURS),
  SOURCE("source", Kind.OURS),
  TRAFFIC("traffic", Kind.OURS);

  /** What a field may hold, and how long it may be in UTF-16 units. */
  enum Kind {
    ID(256),
    TEXT(256),
    LONG_TEXT(1000),
    NUMBER(0),
    OBJECT(0),
    OURS(0);

    private final int maxLength;

    Kind(int maxLength) {
      this.maxLength = maxLength;
    }

    boolean isText() {
      return maxLength > 0;
    }

    int maxLength() {
      return maxLength;
    }
  }

  private static final List<Field> ALL = List.of(values());
  private static final Map<String, Field> BY_WIRE_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

  private static final List<Field> IDS = ofKind(Kind.ID);
  private static final List<Field> NUMBERS = ofKind(Kind.NUMBER);
  private static final List<Field> TEXTS =
      ALL.stream().filter(field -> field.kind.isText()).toList();

  private final String wireName;
  private final Kind kind;

  Field(String wireName, Kind kind) {
    this.wireName = wireName;
    this.kind = kind;
  }

  String wireName() {
    return wireName;
  }

  int maxLength() {
    return kind.maxLength();
  }

  static Optional<Field> ofWireName(String name) {
    return Optional.ofNullable(BY_WIRE_NAME.get(name));
  }

  static List<Field> ids() {
    return IDS;
  }

  static List<Field> texts() {
    return TEXTS;
  }

  static List<Field> numbers() {
    return NUMBERS;
  }

  private static List<Field> ofKind(Kind kind) {
    return Arrays.stream(values()).filter(field -> field.kind == kind).toList();
  }
}
