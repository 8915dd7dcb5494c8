package io.storeloop.campaign.policy;

import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What binds every campaign. */
@RestController
@RequestMapping("/v1/campaign-policy")
@Tag(name = "Campaign policy")
class PolicyController {
  private static final String PROBLEM = "application/problem+json";

  private final JdbcPolicies policies;

  PolicyController(JdbcPolicies policies) {
    this.policies = policies;
  }

  /** {@code GET /v1/campaign-policy}: always there; at first it binds nothing. */
  @GetMapping
  @Operation(
      summary = "Read the policy",
      description =
          "The global holdout, the caps across campaigns and the default offers. `ETag` holds its version.")
  @ApiResponse(responseCode = "200", description = "The policy.")
  ResponseEntity<PolicyFields> read() {
    return answered(policies.current());
  }

  /** {@code PUT /v1/campaign-policy}: replaces it; 400 with every mistake; 409. */
  @PutMapping
  @Operation(
      summary = "Change the policy",
      description =
          "Replaces it as a whole, in force for the next decision of this process, and of others within `storeloop.campaign.decision.change-delay`. Name the version you have read in"
              + " `If-Match` or in the field `version`.")
  @ApiResponse(responseCode = "200", description = "The policy as it is now.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `invalid_value`, `text_too_long`, `number_out_of_range`, `too_many_decimals`, `list_too_long`,"
              + " `unknown_field`, `malformed_json`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "number_out_of_range", "detail": "expected 0 to 0.5",
                       "errors": [{"pointer": "/holdoutShare", "code": "number_out_of_range", "detail": "expected 0 to 0.5"}]}
                      """)))
  @ApiResponse(responseCode = "409", description = "`changed_meanwhile`")
  ResponseEntity<PolicyFields> replace(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody PolicyFields wanted) {
    long version = version(ifMatch, wanted);
    Mistakes mistakes = new Mistakes();
    wanted.read(policies.current(), mistakes);
    mistakes.throwIfAny();
    return answered(
        policies
            .change(version, before -> wanted.read(before, mistakes))
            .orElseThrow(() ->
                ProblemException.conflict(
                    "changed_meanwhile",
                    "the policy is no longer at version %d: read it again and repeat the change"
                        .formatted(version))));
  }

  private static ResponseEntity<PolicyFields> answered(Policy policy) {
    return ResponseEntity.ok().eTag("\"" + policy.version() + "\"").body(PolicyFields.of(policy));
  }

  private static long version(@Nullable String ifMatch, PolicyFields wanted) {
    if (ifMatch != null) {
      try {
        return Long.parseLong(ifMatch.replace("\"", ""));
      } catch (NumberFormatException notOurs) {
        throw ProblemException.invalid(
            "?If-Match", "invalid_version", "If-Match must be the ETag of an earlier answer");
      }
    }
    Long version = wanted.version();
    if (version == null) {
      throw ProblemException.invalid(
          "/version", "missing_value", "expected the version you have read, here or in If-Match");
    }
    return version;
  }
}
