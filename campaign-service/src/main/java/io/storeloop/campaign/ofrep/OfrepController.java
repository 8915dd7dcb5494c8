package io.storeloop.campaign.ofrep;

import io.storeloop.campaign.decision.FlagDecisions;
import io.storeloop.campaign.decision.FlagDecisions.AllFlags;
import io.storeloop.campaign.decision.FlagDecisions.Flag;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenFeature Remote Evaluation Protocol, core part, which providers of OpenFeature SDKs speak.
 *
 * <p>Source: OFREP, open-feature/protocol, service/openapi.yaml, version 0.3.0.
 */
@RestController
@RequestMapping("/ofrep/v1/evaluate/flags")
@Tag(name = "OpenFeature")
@ApiResponse(
    responseCode = "403",
    description = "`secret_key_needed`; `secret_key_in_browser`: providers of pages cannot ask",
    content = @Content)
@ApiResponse(
    responseCode = "503",
    description = "`database_unavailable`: the ledger cannot be written; `Retry-After` is set",
    content = @Content)
class OfrepController {
  private static final int TAG_BYTES = 16;

  private final FlagDecisions flags;
  private final JsonMapper json;

  OfrepController(FlagDecisions flags, JsonMapper json) {
    this.flags = flags;
    this.json = json;
  }

  @Schema(name = "OfrepEvaluations")
  record Evaluations(List<EvaluationAnswer> flags) {}

  /**
   * {@code POST /ofrep/v1/evaluate/flags/{key}}: 400 {@code PARSE_ERROR}, {@code
   * TARGETING_KEY_MISSING}, {@code INVALID_CONTEXT}; 404 {@code FLAG_NOT_FOUND}.
   */
  @PostMapping("/{key}")
  @Operation(
      summary = "Evaluate one flag",
      description =
          """
          A flag is a placement, for which the campaigns of the placement decide, or a campaign's id, for which it decides \
          alone. `context.targetingKey` is the `userId`, or with `"anonymous": true` in the context the `anonymousId`. The \
          evaluation is a decision like any other: it is in the ledger, claims caps and counts in the results. Without a \
          `value` the code's own default is to be used: for the held out, and where no campaign addresses the shopper.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = "object"),
              examples =
                  @ExampleObject(
                      """
                      {"context": {"targetingKey": "anna", "page": "/shoes"}}
                      """)))
  @ApiResponse(
      responseCode = "200",
      description = "The flag.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EvaluationAnswer.class),
              examples =
                  @ExampleObject(
                      """
                      {"key": "home-banner", "reason": "SPLIT", "variant": "ten-percent",
                       "value": {"offerId": "ten-percent", "kind": "message", "content": {"title": "Ten percent off"}},
                       "metadata": {"decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a",
                                    "campaignId": "0198c89f-0000-7000-8000-000000000001"}}
                      """)))
  @ApiResponse(
      responseCode = "400",
      description = "`PARSE_ERROR`, `TARGETING_KEY_MISSING`, `INVALID_CONTEXT`",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EvaluationAnswer.class),
              examples =
                  @ExampleObject(
                      """
                      {"key": "home-banner", "errorCode": "TARGETING_KEY_MISSING",
                       "errorDetails": "expected context.targetingKey: the userId, or with context.anonymous the anonymousId"}
                      """)))
  @ApiResponse(
      responseCode = "404",
      description = "`FLAG_NOT_FOUND`",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EvaluationAnswer.class)))
  ResponseEntity<EvaluationAnswer> one(
      @PathVariable String key,
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage) {
    return switch (EvaluationContext.read(json, body, acceptLanguage)) {
      case EvaluationContext.Refused(String code, String details) ->
          ResponseEntity.badRequest().body(EvaluationAnswer.failed(key, code, details));
      case EvaluationContext.Understood(var asking) -> {
        Flag flag = flags.one(key, asking);
        HttpStatus status = flag instanceof Flag.Unknown ? HttpStatus.NOT_FOUND : HttpStatus.OK;
        yield ResponseEntity.status(status).body(EvaluationAnswer.of(flag));
      }
    };
  }

  /**
   * The same for a placement with slashes, by providers that do not escape them. Without this they
   * would be told that there is no such flag.
   */
  @Hidden
  @PostMapping("/{*key}")
  ResponseEntity<EvaluationAnswer> oneWithSlashes(
      @PathVariable String key,
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage) {
    return one(key.substring(1), body, acceptLanguage);
  }

  /**
   * {@code POST /ofrep/v1/evaluate/flags}: 304 if nothing that the flags follow from has changed;
   * 400 as above.
   */
  @PostMapping
  @Operation(
      summary = "Evaluate all flags",
      description =
          """
          Every placement that a running campaign may fill, at most 100. `ETag` stands for all that the flags follow from: \
          campaigns, policy, profile, consent, language. Sent back in `If-None-Match` while that is the same, nothing is \
          decided and written, and the answer is 304. Each placement is one decision, so ask once per page view or session.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = "object"),
              examples = @ExampleObject("{\"context\": {\"targetingKey\": \"anna\"}}")))
  @ApiResponse(
      responseCode = "200",
      description = "The flags.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Evaluations.class)))
  @ApiResponse(responseCode = "304", description = "They are what they were.", content = @Content)
  @ApiResponse(
      responseCode = "400",
      description = "`PARSE_ERROR`, `TARGETING_KEY_MISSING`, `INVALID_CONTEXT`",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EvaluationAnswer.class)))
  ResponseEntity<?> all(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch) {
    return switch (EvaluationContext.read(json, body, acceptLanguage)) {
      case EvaluationContext.Refused(String code, String details) ->
          ResponseEntity.badRequest().body(EvaluationAnswer.failed(null, code, details));
      case EvaluationContext.Understood(var asking) -> all(flags.all(asking), ifNoneMatch);
    };
  }

  private static ResponseEntity<?> all(AllFlags all, @Nullable String ifNoneMatch) {
    Optional<String> tag = all.state().map(OfrepController::tag);
    if (tag.isPresent() && isAmong(tag.get(), ifNoneMatch)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag.get()).build();
    }
    Evaluations evaluations =
        new Evaluations(all.decide().stream().map(EvaluationAnswer::of).toList());
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    tag.ifPresent(answer::eTag);
    return answer.body(evaluations);
  }

  private static boolean isAmong(String tag, @Nullable String list) {
    return list != null
        && Arrays.stream(list.split(",", -1))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(tag::equals);
  }

  private static String tag(String state) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
