package io.storeloop.campaign.lifecycle;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The problem responses of the campaign API, as its document shows them. */
final class HttpCampaignProblems {
  private static final String PROBLEM = "application/problem+json";

  private HttpCampaignProblems() {}

  /** The request is wrong, and says where. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `invalid_value`, `text_too_long`, `invalid_text`, `number_out_of_range`, `too_many_decimals`,"
              + " `list_too_long`, `duplicate_value`, `period_empty`, `unknown_time_zone`,"
              + " `wrong_kind`, `currency_mismatch`, `unknown_exclusion_list`, `unknown_coupon_pool`, `unknown_webhook`, `unknown_template`, `invalid_template`, `performed_needs_segment`, the codes of the"
              + " condition language (`unknown_path`, `wrong_type`, …), `unknown_field`, `wrong_type`, `malformed_json`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "performed_needs_segment",
                       "detail": "a campaign cannot ask for behaviour in time itself: make a segment with this condition, and write {\\"segments\\": \\"<segmentId>\\"} here",
                       "errors": [{"pointer": "/condition/performed", "code": "performed_needs_segment", "detail": "…"}]}
                      """)))
  @interface Validation {}

  /** Costs are wrong, and say where. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `invalid_value`, `number_out_of_range`, `too_many_decimals`, `currency_mismatch`,"
              + " `unknown_field`, `wrong_type`, `malformed_json`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "currency_mismatch",
                       "detail": "expected EUR as in the budget, received USD",
                       "errors": [{"pointer": "/currency", "code": "currency_mismatch", "detail": "expected EUR as in the budget, received USD"}]}
                      """)))
  @interface InvalidCosts {}

  /** A query parameter is wrong. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`, `invalid_parameter`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "invalid_limit", "detail": "limit must be 1 to 1000, not 0",
                       "errors": [{"pointer": "?limit", "code": "invalid_limit", "detail": "limit must be 1 to 1000, not 0"}]}
                      """)))
  @interface BadQuery {}

  /** There is no such campaign. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_campaign`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Not Found", "status": 404, "code": "unknown_campaign",
                       "detail": "there is no campaign '0198c8a0-0000-7000-8000-000000000000'"}
                      """)))
  @interface Unknown {}

  /** A rule of the life cycle, or somebody else's change, is in the way. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "409",
      description =
          "`changed_meanwhile`, `campaign_ended`, `campaign_not_started`, `campaign_running`, `campaign_not_a_draft`,"
              + " `experiment_fixed`, `period_over`, `no_reliable_uplift`, `unknown_webhook`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Conflict", "status": 409, "code": "changed_meanwhile",
                       "detail": "version 0 was expected, the campaign is at version 1: read it again and repeat the change"}
                      """)))
  @interface Refused {}
}
