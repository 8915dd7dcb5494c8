package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Items", description = "The catalogue, as the shop feeds it.")
class ItemController {
  private static final String SHOES =
      """
      {"name": "Running shoes", "category": "shoes/running", "brand": "Northwind", "price": 59.90, "currency": "EUR",
       "inStock": true, "attributes": {"colour": "blue"}}\
      """;

  private final JdbcItems items;
  private final Clock clock;
  private final RecordReader reader = new RecordReader();

  ItemController(JdbcItems items, Clock clock) {
    this.items = items;
    this.clock = clock;
  }

  /** An item as it is answered. */
  @Schema(name = "Item")
  record ItemView(
      String itemId,
      @Nullable String name,
      @Nullable String category,
      @Nullable String brand,
      @Nullable BigDecimal price,
      @Nullable String currency,
      boolean inStock,
      Map<String, @Nullable Object> attributes,
      Instant updatedAt) {
    static ItemView of(StoredItem stored) {
      Item item = stored.item();
      return new ItemView(
          item.itemId(),
          item.name(),
          item.category(),
          item.brand(),
          item.price(),
          item.currency(),
          item.inStock(),
          item.attributes(),
          stored.updatedAt());
    }
  }

  /** A page of items; no {@code nextCursor} on the last. */
  @Schema(name = "ItemPage")
  record ItemPage(List<ItemView> items, @Nullable String nextCursor) {}

  /** {@code PUT /v1/items/{itemId}}: stores the item, whole, in place of what was there. */
  @PutMapping(path = "/v1/items/{itemId}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "putItem",
      summary = "Store an item",
      description = "Replaces the item as a whole: a field left out is absent afterwards.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(value = SHOES))))
  @ApiResponse(responseCode = "200", description = "The item as it stands now.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_field`, `wrong_type`, `invalid_price`, `invalid_currency`, `text_too_long`, …, with a pointer.",
      content = @Content)
  ItemView put(@PathVariable String itemId, @RequestBody byte[] body) {
    switch (JudgedItem.read(reader, Slice.of(body), itemId)) {
      case JudgedItem.Refused refused -> throw problem(refused.refusal());
      case JudgedItem.Sound sound -> {
        items.upsert(List.of(sound.item()), clock.instant());
        return get(sound.item().itemId());
      }
    }
  }

  /** {@code GET /v1/items/{itemId}}: 404 {@code unknown_item} when there is none, or no longer. */
  @GetMapping("/v1/items/{itemId}")
  @Operation(operationId = "getItem", summary = "Read an item", description = "The item as stored.")
  @ApiResponse(responseCode = "200", description = "The item.")
  @ApiResponse(responseCode = "404", description = "`unknown_item`.", content = @Content)
  ItemView get(@PathVariable String itemId) {
    return items
        .find(itemId)
        .map(ItemView::of)
        .orElseThrow(() -> ProblemException.unknown("item", itemId));
  }

  /** {@code DELETE /v1/items/{itemId}}: 204, or 404 {@code unknown_item}. */
  @DeleteMapping("/v1/items/{itemId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteItem",
      summary = "Take an item out of the catalogue",
      description = "It is not recommended any more; what shoppers did with it stays in the log.")
  @ApiResponse(responseCode = "204", description = "It is gone.", content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_item`.", content = @Content)
  void delete(@PathVariable String itemId) {
    if (!items.delete(itemId, clock.instant())) {
      throw ProblemException.unknown("item", itemId);
    }
  }

  /** {@code GET /v1/items}: in the order of their ids. */
  @GetMapping("/v1/items")
  @Operation(
      operationId = "listItems",
      summary = "List items",
      description = "In the order of their ids; `nextCursor` of one page is `cursor` of the next.")
  @ApiResponse(responseCode = "200", description = "A page; empty when there is nothing.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`.",
      content = @Content)
  ItemPage list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = PageCursor.limit(limit);
    List<ItemView> page =
        items.page(PageCursor.decode(cursor), most).stream().map(ItemView::of).toList();
    return new ItemPage(
        page, page.size() < most ? null : PageCursor.encode(page.getLast().itemId()));
  }

  private static ProblemException problem(Refusal refusal) {
    return ProblemException.invalid(refusal.pointer(), refusal.code(), refusal.detail());
  }
}
