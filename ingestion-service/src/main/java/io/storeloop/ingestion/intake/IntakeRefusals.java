package io.storeloop.ingestion.intake;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes why any door refuses a call as a whole, for the OpenAPI document. */
@ApiResponse(
    responseCode = "408",
    description = "`body_too_slow`: nothing was stored.",
    content = @Content)
@ApiResponse(
    responseCode = "413",
    description = "`body_too_large`, `too_many_events`, `envelope_too_large`: nothing was stored.",
    content = @Content)
@ApiResponse(
    responseCode = "415",
    description =
        "`unsupported_charset`, `unsupported_encoding`, or a content type that is not read here.",
    content = @Content)
@ApiResponse(
    responseCode = "503",
    description =
        "`database_unavailable`, `overloaded`: send the same again after Retry-After; what is stored already counts once.",
    content = @Content)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface IntakeRefusals {}
