package io.storeloop.ingestion.gorse;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.intake.Intake;
import io.storeloop.ingestion.intake.IntakeRefusals;
import io.storeloop.ingestion.intake.TranslatedRecords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
    name = "Gorse",
    description = "The feedback API of the Gorse recommender; the key goes into X-API-Key.")
class GorseController {
  static final String SOURCE = "gorse";
  static final String PATH = "/api/feedback";

  private static final String FEEDBACK =
      """
      [{"FeedbackType": "read", "UserId": "anna", "ItemId": "shoes", "Timestamp": "2026-03-01T12:00:00Z"},
       {"FeedbackType": "star", "UserId": "anna", "ItemId": "socks", "Timestamp": "2026-03-01T12:01:00Z", "Value": 1}]\
      """;

  private final Intake intake;
  private final TranslatedRecords records = new TranslatedRecords(FeedbackTranslation::translated);

  GorseController(Intake intake) {
    this.intake = intake;
  }

  /**
   * {@code POST} or {@code PUT /api/feedback}: an array of feedback. Gorse overwrites on PUT and
   * keeps on POST; our events are facts and are never overwritten, so both do the same.
   */
  @RequestMapping(
      path = PATH,
      method = {RequestMethod.POST, RequestMethod.PUT},
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendGorseFeedback",
      summary = "Send feedback as to Gorse",
      description =
          "An array of feedback; types like read, star, cart or buy become ours, others custom events. The same feedback"
              + " with the same Timestamp is one event, however often and by whichever method it comes. Answers Gorse's"
              + " RowAffected beside the verdict.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "array"),
                      examples =
                          @ExampleObject(name = "two pieces of feedback", value = FEEDBACK))))
  @ApiResponse(responseCode = "200", description = "The verdict, also when feedback was rejected.")
  @ApiResponse(
      responseCode = "400",
      description = "`malformed_json`, `malformed_gzip`, `empty_body`: nothing was stored.",
      content = @Content)
  @IntakeRefusals
  FeedbackAnswer feedback(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    HttpEnvelope.requireUtf8(type);
    Slice array = Slice.of(body);
    if (array.first() != '[') {
      throw ProblemException.invalid(
          "",
          array.isEmpty() ? "empty_body" : "malformed_json",
          "the body must be a JSON array of feedback");
    }
    return FeedbackAnswer.of(intake.take(SOURCE, JsonSlices.elements(array), records::submission));
  }
}
