package io.storeloop.ingestion.imports;

import io.storeloop.common.events.Event;
import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.imports.ImportView.ImportFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a file would do, found out without storing anything. Rows that the log or the
 * catalogue knows already are not looked for: {@code duplicates} are those within the file.
 *
 * @param rows looked at; the four outcomes add up to it
 * @param wholeFile whether the file ends there
 * @param failure where the file could not be read on; the rows before it would be stored
 * @param shown the first rows that would be stored, in our words
 * @param problems the first rows that would be rejected; {@code rejections} counts all
 */
@Schema(
    name = "DryRun",
    example =
        """
        {"format": "mapped", "rows": 2, "wholeFile": true, "accepted": 1, "repaired": 0, "duplicates": 0, "rejected": 1,
         "repairs": {}, "rejections": {"invalid_price": 1},
         "shown": [{"row": 1, "outcome": "accepted", "repairs": [],
                    "event": {"messageId": "mapped:…", "type": "purchase", "userId": "anna", "itemId": "shoes",
                              "timestamp": "2026-03-01T00:00:00Z", "quantity": 1, "price": 59.90, "currency": "EUR",
                              "properties": {}}}],
         "problems": [{"row": 2, "code": "invalid_price", "pointer": "/price",
                       "detail": "price must be a number from 0 to 1000000000"}]}\
        """)
record DryRunView(
    String format,
    long rows,
    boolean wholeFile,
    @Nullable ImportFailure failure,
    long accepted,
    long repaired,
    long duplicates,
    long rejected,
    Map<String, Long> repairs,
    Map<String, Long> rejections,
    List<PreviewedRow> shown,
    List<RowProblem> problems) {
  /** A row that would be stored, as an event or as an item. */
  @Schema(name = "PreviewedRow")
  record PreviewedRow(
      long row,
      String outcome,
      List<String> repairs,
      @Nullable PreviewedEvent event,
      @Nullable PreviewedItem item) {}

  /** A row that would be rejected; rows count from 1, without the header. */
  @Schema(name = "RowProblem")
  record RowProblem(long row, String code, @Nullable String pointer, String detail) {}

  /** The canonical event that a row would become. */
  @Schema(name = "PreviewedEvent")
  record PreviewedEvent(
      String messageId,
      String type,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      Instant timestamp,
      @Nullable String itemId,
      @Nullable Integer quantity,
      @Nullable BigDecimal price,
      @Nullable String currency,
      @Nullable String orderId,
      @Nullable String query,
      @Nullable BigDecimal rating,
      @Nullable Integer position,
      @Nullable String listId,
      @Nullable String recommendationId,
      @Nullable String decisionId,
      @Nullable Long durationMillis,
      Map<String, @Nullable Object> properties) {
    static PreviewedEvent of(Event event) {
      return new PreviewedEvent(
          event.messageId(),
          event.type().wireName(),
          event.userId(),
          event.anonymousId(),
          event.sessionId(),
          event.occurredAt(),
          event.itemId(),
          event.quantity(),
          event.price(),
          event.currency(),
          event.orderId(),
          event.query(),
          event.rating(),
          event.position(),
          event.listId(),
          event.recommendationId(),
          event.decisionId(),
          event.durationMillis(),
          event.properties());
    }
  }

  /** The item that a row would become. */
  @Schema(name = "PreviewedItem")
  record PreviewedItem(
      String itemId,
      @Nullable String name,
      @Nullable String category,
      @Nullable String brand,
      @Nullable BigDecimal price,
      @Nullable String currency,
      boolean inStock,
      Map<String, @Nullable Object> attributes) {
    static PreviewedItem of(Item item) {
      return new PreviewedItem(
          item.itemId(),
          item.name(),
          item.category(),
          item.brand(),
          item.price(),
          item.currency(),
          item.inStock(),
          item.attributes());
    }
  }
}
