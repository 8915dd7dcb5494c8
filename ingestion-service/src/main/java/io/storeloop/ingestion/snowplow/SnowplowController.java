package io.storeloop.ingestion.snowplow;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import io.storeloop.ingestion.intake.Intake;
import io.storeloop.ingestion.intake.IntakeRefusals;
import io.storeloop.ingestion.intake.TranslatedRecords;
import io.storeloop.ingestion.intake.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
    name = "Snowplow",
    description = "The collector of Snowplow's trackers: point one at this host.")
class SnowplowController {
  static final String SOURCE = "snowplow";
  static final String PATH = "/com.snowplowanalytics.snowplow/tp2";

  private static final String PAYLOAD =
      """
      {"schema": "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4", "data": [
        {"e": "pv", "eid": "5a305bf5-32fc-40d9-b0e8-66052f0f2c95", "duid": "browser-7", "sid": "s-1",
         "dtm": "1772366700000", "stm": "1772366701000", "url": "https://shop.example/shoes", "page": "Shoes"}]}\
      """;

  private final Intake intake;
  private final TranslatedRecords records = new TranslatedRecords(SnowplowTranslation::translated);

  SnowplowController(Intake intake) {
    this.intake = intake;
  }

  /**
   * {@code POST /com.snowplowanalytics.snowplow/tp2}: the events of a {@code payload_data}. A
   * Snowplow collector answers {@code ok}; we answer the verdict, which trackers do not look at.
   */
  @PostMapping(
      path = PATH,
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendSnowplowEvents",
      summary = "Send events of a Snowplow tracker",
      description =
          "The e-commerce schemas become our types: a transaction with n product entities becomes n purchases. Other"
              + " self-describing events are custom. The sender's clock is corrected by dtm and stm. In a browser the"
              + " tracker needs credentials: 'omit', and the write key in customHeaders.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(name = "a page view", value = PAYLOAD))))
  @ApiResponse(responseCode = "200", description = "The verdict, also when events were rejected.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`malformed_json`, `duplicate_field`, `malformed_gzip`, `missing_events`: nothing was stored.",
      content = @Content)
  @IntakeRefusals
  Verdict track(
      @RequestBody byte[] body,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type) {
    HttpEnvelope.requireUtf8(type);
    Slice payload = Slice.of(body);
    if (payload.first() != '{') {
      throw ProblemException.invalid("", "malformed_json", "the body must be a JSON object");
    }
    Slice data = JsonSlices.members(payload).get("data");
    if (data == null || data.first() != '[') {
      throw ProblemException.invalid("/data", "missing_events", "data must be a list of events");
    }
    return intake.take(SOURCE, JsonSlices.elements(data), records::submission);
  }
}
