package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Lines;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.SafeText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Items")
class ItemBatchController {
  private static final String LINES =
      """
      {"itemId": "shoes", "name": "Running shoes", "category": "shoes/running", "price": 59.90, "currency": "EUR"}
      {"itemId": "socks", "name": "Socks", "category": "shoes/socks", "price": 4.50, "currency": "EUR"}\
      """;

  private final JdbcItems items;
  private final CatalogueProperties properties;
  private final Clock clock;
  private final RecordReader reader = new RecordReader();

  ItemBatchController(JdbcItems items, CatalogueProperties properties, Clock clock) {
    this.items = items;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * What became of the items of one call; the three add up to what was sent.
   *
   * @param accepted stored, new or different from before
   * @param unchanged stood there already, or came again later in the same call
   */
  @Schema(name = "ItemVerdict")
  record ItemVerdict(long accepted, long unchanged, List<RejectedItem> rejected) {}

  /** One rejected item. */
  @Schema(name = "RejectedItem")
  record RejectedItem(
      int index, @Nullable String itemId, String code, @Nullable String pointer, String detail) {}

  /** {@code POST /v1/items/batch}: 200 with a verdict; a bad item never fails its neighbours. */
  @PostMapping(
      path = "/v1/items/batch",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "putItems",
      summary = "Store many items",
      description =
          "One item per line (application/x-ndjson) or an array; each replaces the item of its id as a whole. All are"
              + " stored in one transaction.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                      schema = @Schema(type = "string"),
                      examples = @ExampleObject(value = LINES))))
  @ApiResponse(responseCode = "200", description = "The verdict, also when items were rejected.")
  @ApiResponse(responseCode = "400", description = "`malformed_json`.", content = @Content)
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`.",
      content = @Content)
  @ApiResponse(responseCode = "403", description = "`secret_key_needed`.", content = @Content)
  @ApiResponse(
      responseCode = "413",
      description = "`body_too_large`, `too_many_items`.",
      content = @Content)
  ItemVerdict put(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    List<Slice> slices = slices(Slice.of(body), type);
    if (slices.size() > properties.maxBatchItems()) {
      throw ProblemException.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "too_many_items",
          "one call may carry %d items; nothing was stored".formatted(properties.maxBatchItems()));
    }
    List<Item> sound = new ArrayList<>();
    List<RejectedItem> rejected = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      switch (JudgedItem.read(reader, slices.get(i))) {
        case JudgedItem.Sound judged -> sound.add(judged.item());
        case JudgedItem.Refused refused -> rejected.add(rejected(i, refused));
      }
    }
    int changed = items.upsert(sound, clock.instant());
    return new ItemVerdict(changed, sound.size() - changed, rejected);
  }

  private static RejectedItem rejected(int index, JudgedItem.Refused refused) {
    String pointer = refused.refusal().pointer();
    String itemId = refused.itemId();
    return new RejectedItem(
        index,
        itemId == null ? null : SafeText.of(itemId),
        refused.refusal().code(),
        pointer.isEmpty() ? null : pointer,
        refused.refusal().detail());
  }

  private static List<Slice> slices(Slice body, MediaType type) {
    if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)) {
      return Lines.of(body);
    }
    if (body.first() != '[') {
      throw ProblemException.invalid("", "malformed_json", "the body must be an array of items");
    }
    return JsonSlices.elements(body);
  }
}
