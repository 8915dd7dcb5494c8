package io.storeloop.recommendation.recommend;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How every list is refused. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "400",
    description =
        "`invalid_value`, `invalid_parameter` (with a pointer, e.g. `/numResults` or `?numResults`), `unknown_field`,"
            + " `wrong_type`, `malformed_json`; of a filter `unknown_path`, `unknown_operator`, `performed_not_allowed`"
            + " and the other codes of docs/conditions.md",
    content =
        @Content(
            mediaType = HttpListProblems.PROBLEM,
            examples = @ExampleObject(ApiExamples.INVALID)))
@interface HttpListProblems {
  String PROBLEM = "application/problem+json";
}
