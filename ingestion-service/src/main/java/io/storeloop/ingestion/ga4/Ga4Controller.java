package io.storeloop.ingestion.ga4;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.intake.Intake;
import io.storeloop.ingestion.intake.IntakeRefusals;
import io.storeloop.ingestion.intake.TranslatedRecords;
import io.storeloop.ingestion.intake.Verdict;
import io.storeloop.ingestion.translation.SoleEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
    name = "Google Analytics 4",
    description = "The Measurement Protocol: change the host, and put a write key into api_secret.")
class Ga4Controller {
  static final String SOURCE = "ga4";
  static final String PATH = "/mp/collect";

  /** Source: Google Analytics, Measurement Protocol, "Limitations". */
  private static final int MOST_EVENTS = 25;

  private static final String ORDER =
      """
      {"client_id": "browser-7", "user_id": "anna", "timestamp_micros": 1772366700000000, "events": [
        {"name": "purchase", "params": {"message_id": "m-2", "transaction_id": "o-1", "currency": "EUR", "value": 68.90,
          "session_id": "s-1", "items": [{"item_id": "shoes", "price": 59.90, "quantity": 1},
                                         {"item_id": "socks", "price": 4.50, "quantity": 2}]}}]}\
      """;

  private final Intake intake;
  private final TranslatedRecords records = new TranslatedRecords(Ga4Translation::translated);

  Ga4Controller(Intake intake) {
    this.intake = intake;
  }

  /**
   * {@code POST /mp/collect}: up to 25 events of one client. Google answers 204 whatever was sent;
   * we answer 200 with the verdict.
   */
  @PostMapping(
      path = PATH,
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendGa4Events",
      summary = "Send events of the GA4 Measurement Protocol",
      description =
          "A purchase of n items becomes n purchases under its transaction_id; measurement_id is not looked at. Each of"
              + " at most 25 events gets its own outcome. The protocol has no event id: params.message_id makes sending"
              + " again safe, without it the id is made from the content.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(name = "an order", value = ORDER))))
  @ApiResponse(responseCode = "200", description = "The verdict, also when events were rejected.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`malformed_json`, `duplicate_field`, `malformed_gzip`, `missing_events`: nothing was stored.",
      content = @Content)
  @IntakeRefusals
  Verdict collect(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    HttpEnvelope.requireUtf8(type);
    List<Slice> events = SoleEvents.of(Slice.of(body), "events", MOST_EVENTS);
    return intake.take(SOURCE, events, records::submission);
  }
}
