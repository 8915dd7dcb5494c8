package io.storeloop.ingestion.segment;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.edge.WriteKeys;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.intake.Intake;
import io.storeloop.ingestion.intake.IntakeRefusals;
import io.storeloop.ingestion.intake.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
    name = "Segment",
    description =
        "The Segment HTTP API: point a Segment library at this host, change nothing else.")
@ApiResponse(responseCode = "200", description = "The verdict, also when messages were rejected.")
@ApiResponse(
    responseCode = "400",
    description =
        "`malformed_json`, `duplicate_field`, `malformed_gzip`, `missing_batch`: nothing was stored.",
    content = @Content)
@IntakeRefusals
class SegmentController {
  static final String SOURCE = "segment";

  private static final String TRACK =
      """
      {"userId": "anna", "event": "Order Completed", "messageId": "m-9", "timestamp": "2026-03-01T12:00:00Z",
       "properties": {"order_id": "o-9", "currency": "EUR",
         "products": [{"product_id": "shoes", "price": 59.90, "quantity": 1},
                      {"product_id": "socks", "price": 4.50, "quantity": 3}]}}\
      """;

  private static final String BATCH =
      """
      {"sentAt": "2026-03-01T12:00:05Z", "batch": [
        {"type": "identify", "userId": "anna", "anonymousId": "browser-7", "traits": {"country": "DE"}, "messageId": "m-10"},
        {"type": "track", "userId": "anna", "event": "Product Viewed", "messageId": "m-11",
         "timestamp": "2026-03-01T12:00:01Z", "properties": {"product_id": "shoes"}}]}\
      """;

  private final Intake intake;
  private final WriteKeys keys;

  SegmentController(Intake intake, WriteKeys keys) {
    this.intake = intake;
    this.keys = keys;
  }

  /**
   * {@code POST /v1/track} and its siblings, {@code /v1/t} and so on as Analytics.js shortens them:
   * one message, whose kind the path says.
   */
  @PostMapping(
      path = {
        "/v1/track",
        "/v1/identify",
        "/v1/page",
        "/v1/screen",
        "/v1/group",
        "/v1/alias",
        "/v1/t",
        "/v1/i",
        "/v1/p",
        "/v1/s",
        "/v1/g",
        "/v1/a"
      },
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendSegmentMessage",
      summary = "Send one Segment message",
      description =
          "Names of Segment's e-commerce specification become our types: an Order Completed of n products becomes n"
              + " purchases. Where sentAt and timestamp are both there, the sender's clock is corrected. A call without"
              + " a key elsewhere may carry it as writeKey in the body.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(name = "an order", value = TRACK))))
  Verdict message(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(hidden = true) HttpServletRequest request) {
    HttpEnvelope.requireUtf8(type);
    Slice message = object(body);
    keys.requireIn(request, text(JsonSlices.members(message).get("writeKey")));
    String path = request.getRequestURI();
    String kind = path.substring(path.lastIndexOf('/') + 1);
    return store(List.of(message), MessageKind.ofPath(kind), null);
  }

  /**
   * {@code POST /v1/batch}; {@code /v1/import} and {@code /v1/b} as some libraries call it: many
   * messages.
   */
  @PostMapping(
      path = {"/v1/batch", "/v1/import", "/v1/b"},
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendSegmentBatch",
      summary = "Send many Segment messages",
      description =
          "Every message of `batch` says its kind in `type` and gets its own outcome; `sentAt` beside it is used for"
              + " messages without one.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(name = "two messages", value = BATCH))))
  Verdict batch(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(hidden = true) HttpServletRequest request) {
    HttpEnvelope.requireUtf8(type);
    Map<String, Slice> members = JsonSlices.members(object(body));
    keys.requireIn(request, text(members.get("writeKey")));
    Slice batch = members.get("batch");
    if (batch == null || batch.first() != '[') {
      throw ProblemException.invalid("/batch", "missing_batch", "batch must be a list of messages");
    }
    return store(JsonSlices.elements(batch), Optional.empty(), text(members.get("sentAt")));
  }

  private Verdict store(
      List<Slice> slices, Optional<MessageKind> kind, @Nullable Object batchSentAt) {
    return intake.take(SOURCE, slices, SegmentRecords.ofCall(kind, batchSentAt)::submission);
  }

  private static Slice object(byte[] body) {
    Slice slice = Slice.of(body);
    if (slice.first() != '{') {
      throw ProblemException.invalid("", "malformed_json", "the body must be a JSON object");
    }
    JsonSlices.members(slice);
    return slice;
  }

  /** What stands in quotes, undecoded: neither times nor keys have anything to decode. */
  private static @Nullable String text(@Nullable Slice text) {
    return text != null && text.first() == '"' && text.length() > 2
        ? text.text().substring(1, text.length() - 1)
        : null;
  }
}
