package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Lines;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.quality.SafeText;
import io.storeloop.ingestion.rows.UnreadableFileException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Items")
class ItemBatchController {
  private static final String LINES =
      """
      {"itemId": "shoes", "name": "Running shoes", "category": "shoes/running", "price": 59.90, "currency": "EUR"}
      {"itemId": "socks", "name": "Socks", "category": "shoes/socks", "price": 4.50, "currency": "EUR"}\
      """;
  private static final String CSV =
      """
      itemId,name,category,brand,price,currency,inStock,colour
      shoes,Running shoes,shoes/running,Northwind,59.90,EUR,true,blue\
      """;
  private static final String MERCHANT =
      """
      <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><item>
        <g:id>shoes</g:id><title>Running shoes</title><g:product_type>Shoes &gt; Running</g:product_type>
        <g:price>59.90 EUR</g:price><g:availability>in_stock</g:availability>
      </item></channel></rss>\
      """;
  private static final String PRODUCT =
      """
      {"@context": "https://schema.org", "@type": "Product", "sku": "shoes", "name": "Running shoes",
       "offers": {"@type": "Offer", "price": 59.90, "priceCurrency": "EUR",
                  "availability": "https://schema.org/InStock"}}\
      """;

  private final JdbcItems items;
  private final CatalogueProperties properties;
  private final JsonMapper json;
  private final Clock clock;

  ItemBatchController(
      JdbcItems items, CatalogueProperties properties, JsonMapper json, Clock clock) {
    this.items = items;
    this.properties = properties;
    this.json = json;
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
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.APPLICATION_NDJSON_VALUE,
        "text/csv",
        MediaType.APPLICATION_XML_VALUE,
        MediaType.TEXT_XML_VALUE,
        MediaType.APPLICATION_RSS_XML_VALUE,
        MediaType.APPLICATION_ATOM_XML_VALUE,
        "application/ld+json"
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "putItems",
      summary = "Store many items",
      description =
          "The Content-Type says how: our items as an array or one per line, CSV with a header line, a Google Merchant"
              + " product feed (RSS 2.0 or Atom), or schema.org products in JSON-LD. Each replaces the item of its id"
              + " as a whole. All are stored in one transaction. Longer feeds are imported (`POST /v1/imports`).",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(value = LINES)),
                @Content(
                    mediaType = "text/csv",
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(value = CSV)),
                @Content(
                    mediaType = MediaType.APPLICATION_XML_VALUE,
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(value = MERCHANT)),
                @Content(
                    mediaType = "application/ld+json",
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(value = PRODUCT))
              }))
  @ApiResponse(responseCode = "200", description = "The verdict, also when items were rejected.")
  @ApiResponse(
      responseCode = "400",
      description =
          "The body as a whole cannot be cut into items, and nothing was stored: `malformed_json`, `malformed_csv`,"
              + " `malformed_xml`, `doctype_refused`, `wrong_header`, `empty_file`, `row_too_long`, `too_complex`,"
              + " `invalid_mapping`.",
      content = @Content)
  @ApiResponse(
      responseCode = "413",
      description = "`body_too_large`, `too_many_items`.",
      content = @Content)
  @ApiResponse(
      responseCode = "415",
      description = "`unsupported_media_type`, `unsupported_charset`, `unsupported_encoding`.",
      content = @Content)
  ItemVerdict put(
      @RequestBody byte[] body,
      @Parameter(
              description =
                  "For text/csv: which column is which field, as an ItemMapping in JSON. Without it the columns are"
                      + " called like our fields.",
              example =
                  "{\"columns\": {\"itemId\": \"sku\", \"price\": \"cost\"}, \"delimiter\": \";\"}")
          @RequestParam(required = false)
          @Nullable String mapping,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    HttpEnvelope.requireUtf8(type);
    Instant now = clock.instant();
    List<Item> sound = new ArrayList<>();
    List<RejectedItem> rejected = new ArrayList<>();
    int index = 0;
    for (SentItem sent : sent(body, type, mapping)) {
      switch (sent.judge(now)) {
        case JudgedItem.Sound judged -> sound.add(judged.item());
        case JudgedItem.Refused refused -> rejected.add(rejected(index, refused));
      }
      index++;
    }
    int changed = items.upsert(sound, now).size();
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

  private List<SentItem> sent(byte[] body, MediaType type, @Nullable String mapping) {
    try (ItemSource source = open(body, type, mapping)) {
      List<SentItem> sent = new ArrayList<>();
      for (SentItem next = source.next(); next != null; next = source.next()) {
        sent.add(next);
        requireAtMost(sent.size());
      }
      return sent;
    } catch (UnreadableFileException unreadable) {
      throw ProblemException.invalid("", unreadable.code(), unreadable.detail());
    } catch (IOException impossible) {
      throw new IllegalStateException("a body in memory can be read", impossible);
    }
  }

  private void requireAtMost(int count) {
    if (count > properties.maxBatchItems()) {
      throw ProblemException.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "too_many_items",
          "one call may carry %d items; nothing was stored".formatted(properties.maxBatchItems()));
    }
  }

  private ItemSource open(byte[] body, MediaType type, @Nullable String mapping)
      throws IOException {
    InputStream stream = new ByteArrayInputStream(body);
    if (type.getSubtype().equals("csv")) {
      return ItemFeeds.csv(
          stream, mapping == null ? ItemMapping.OWN_NAMES : ItemMapping.parse(mapping, json));
    }
    if (mapping != null) {
      throw ProblemException.invalid("?mapping", "invalid_mapping", "mapping belongs to text/csv");
    }
    if (type.getSubtype().endsWith("xml")) {
      return ItemFeeds.googleMerchant(stream);
    }
    Slice whole = Slice.of(body);
    return type.getSubtype().equals("ld+json")
        ? new SchemaOrgItems(whole)
        : new SlicedItems(slices(whole, type)::poll, stream);
  }

  private static Queue<Slice> slices(Slice body, MediaType type) {
    if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)) {
      return new ArrayDeque<>(Lines.of(body));
    }
    if (body.first() != '[') {
      throw ProblemException.invalid("", "malformed_json", "the body must be an array of items");
    }
    return new ArrayDeque<>(JsonSlices.elements(body));
  }
}
