package io.storeloop.campaign.coupon;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The problem responses of the coupon API, as its document shows them. */
final class HttpCouponProblems {
  private static final String PROBLEM = "application/problem+json";

  private HttpCouponProblems() {}

  /** The request is wrong, and says where. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `invalid_value`, `text_too_long`, `invalid_text`, `number_out_of_range`, `easy_to_guess`,"
              + " `missing_header`, `too_many_columns`, `unknown_field`, `malformed_json`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "easy_to_guess", "detail": "expected longer codes for so many of them",
                       "errors": [{"pointer": "/length", "code": "easy_to_guess", "detail": "expected longer codes for so many of them"}]}
                      """)))
  @interface Validation {}

  /** There is no such pool, job or code. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_coupon_pool`, `unknown_generation`, `unknown_coupon`")
  @interface Unknown {}

  /** The code is spent, or the budget. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "409",
      description = "`coupon_redeemed`, `coupon_budget_spent`, `budget_too_small`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Conflict", "status": 409, "code": "coupon_redeemed",
                       "detail": "this code was redeemed at 2026-11-23T21:39:00Z"}
                      """)))
  @interface Refused {}
}
