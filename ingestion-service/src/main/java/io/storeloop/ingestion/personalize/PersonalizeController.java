package io.storeloop.ingestion.personalize;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.intake.Intake;
import io.storeloop.ingestion.intake.IntakeProperties;
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
    name = "Amazon Personalize",
    description =
        "PutEvents: change the endpoint of the AWS client, and give it a write key as access key id.")
class PersonalizeController {
  static final String SOURCE = "personalize";
  static final String PATH = "/events";

  /** What the first generation of AWS SDKs calls JSON. */
  static final String OLD_SDKS = "application/x-amz-json-1.1";

  private static final String PURCHASE =
      """
      {"trackingId": "any", "userId": "anna", "sessionId": "s-1", "eventList": [
        {"eventId": "m-2", "eventType": "purchase", "itemId": "shoes", "sentAt": 1772366700,
         "properties": "{\\"orderId\\": \\"o-1\\", \\"price\\": 59.90, \\"currency\\": \\"EUR\\", \\"quantity\\": 1}"}]}\
      """;

  private final Intake intake;
  private final int mostEvents;
  private final TranslatedRecords records =
      new TranslatedRecords(PersonalizeTranslation::translated);

  PersonalizeController(Intake intake, IntakeProperties properties) {
    this.intake = intake;
    this.mostEvents = properties.maxBatchEvents();
  }

  /**
   * {@code POST /events}: PutEvents. Personalize answers 200 with nothing in it, which its clients
   * do not look at; we answer the verdict.
   */
  @PostMapping(
      path = PATH,
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        PersonalizeController.OLD_SDKS,
        MediaType.TEXT_PLAIN_VALUE
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "putPersonalizeEvents",
      summary = "Send events as to Amazon Personalize",
      description =
          "Event types like View or Purchase become ours, others custom events; properties may be JSON in a text, as the"
              + " protocol has it, or an object. The access key id of the AWS signature is the write key; the signature"
              + " itself is not checked, as a write key is public. trackingId is not looked at. Personalize takes 10"
              + " events a call, we take as many as of any other kind.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(name = "a purchase", value = PURCHASE))))
  @ApiResponse(responseCode = "200", description = "The verdict, also when events were rejected.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`malformed_json`, `duplicate_field`, `malformed_gzip`, `missing_events`: nothing was stored.",
      content = @Content)
  @IntakeRefusals
  Verdict putEvents(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    HttpEnvelope.requireUtf8(type);
    List<Slice> events = SoleEvents.of(Slice.of(body), "eventList", mostEvents);
    return intake.take(SOURCE, events, records::submission);
  }
}
