package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Lines;
import io.storeloop.ingestion.body.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Events", description = "What shoppers do, in our own form.")
class EventsController {
  private static final String SOURCE = "events";

  private static final String ONE =
      """
      {"messageId": "m-1", "type": "view", "anonymousId": "browser-7", "sessionId": "s-1",
       "timestamp": "2026-03-01T12:00:00Z", "itemId": "shoes", "durationMillis": 42000}\
      """;

  private static final String SEVERAL =
      """
      [{"messageId": "m-2", "type": "purchase", "userId": "anna", "timestamp": "2026-03-01T12:05:00Z", "orderId": "o-1",
        "itemId": "shoes", "quantity": 1, "price": 59.90, "currency": "EUR"},
       {"messageId": "m-3", "type": "search", "userId": "anna", "timestamp": "2026-03-01T12:06:00Z", "query": "socks"}]\
      """;

  private final Intake intake;
  private final JudgedRecords records = new JudgedRecords();

  EventsController(Intake intake) {
    this.intake = intake;
  }

  /**
   * {@code POST /v1/events}: one event, an array of events, or one event per line. 200 with a
   * verdict, whatever the single records were like; 4xx only when the body as a whole cannot be
   * read. Answered after the commit. Browsers send JSON as plain text: a beacon can say nothing
   * else without asking first.
   */
  @PostMapping(
      path = "/v1/events",
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.APPLICATION_NDJSON_VALUE,
        MediaType.TEXT_PLAIN_VALUE
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendEvents",
      summary = "Send events",
      description =
          "Takes one event, an array, or one event per line (application/x-ndjson); gzip is welcome. Every record gets"
              + " exactly one outcome; a bad one never fails its neighbours. Sending the same messageId again changes"
              + " nothing. Answered when the events are on disk.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @io.swagger.v3.oas.annotations.media.Schema(type = "object"),
                    examples = {
                      @ExampleObject(name = "one event", value = ONE),
                      @ExampleObject(name = "several events", value = SEVERAL)
                    }),
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @io.swagger.v3.oas.annotations.media.Schema(type = "string"))
              }))
  @ApiResponse(responseCode = "200", description = "The verdict, also when records were rejected.")
  @ApiResponse(
      responseCode = "400",
      description = "`malformed_json`, `malformed_gzip`, `empty_body`: nothing was stored.",
      content = @Content)
  @IntakeRefusals
  Verdict send(
      @RequestBody byte[] body,
      @io.swagger.v3.oas.annotations.Parameter(hidden = true)
          @org.springframework.web.bind.annotation.RequestHeader("Content-Type")
          MediaType type) {
    HttpEnvelope.requireUtf8(type);
    List<Slice> slices = slices(Slice.of(body), type);
    return intake.take(SOURCE, slices, records::submission);
  }

  private static List<Slice> slices(Slice body, MediaType type) {
    if (body.isEmpty()) {
      throw ProblemException.invalid("", "empty_body", "the body is empty");
    }
    if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)) {
      return Lines.of(body);
    }
    return switch (body.first()) {
      case '[' -> JsonSlices.elements(body);
      case '{' -> List.of(body);
      default ->
          throw ProblemException.invalid(
              "", "malformed_json", "the body must be a JSON object or array of events");
    };
  }
}
