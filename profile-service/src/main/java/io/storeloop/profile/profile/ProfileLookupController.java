package io.storeloop.profile.profile;

import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who are these shoppers? One statement for all of them, where single questions are one each. */
@RestController
@Tag(name = "Profiles")
class ProfileLookupController {
  static final int MOST_IDS = 100;

  private final ProfileViews views;

  ProfileLookupController(ProfileViews views) {
    this.views = views;
  }

  /** {@code POST /v1/profiles/lookup}: profiles in the order of the ids. */
  @PostMapping("/v1/profiles/lookup")
  @Operation(
      summary = "What is known about many shoppers",
      description =
          """
          As `GET /v1/profiles/{userId}`, of 1 to 100 shoppers by one question and without their identities. An id that nobody has used has no profile.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The shoppers in the order of the ids.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `list_too_long`, `text_too_long`, `invalid_text`, `invalid_value`, `wrong_type`, `unknown_field`, `malformed_json`, with a pointer",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "missing_value", "detail": "expected 1 to 100 ids",
                       "errors": [{"pointer": "/ids", "code": "missing_value", "detail": "expected 1 to 100 ids"}]}
                      """)))
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  LookupAnswer lookUp(@RequestBody LookupRequest request) {
    List<String> ids = checked(request.ids());
    Map<String, ProfileView> found =
        views.lookedUp(
            ids.stream().distinct().toList(), !Boolean.FALSE.equals(request.predictions()));
    return new LookupAnswer(
        ids.stream().map(id -> new LookedUpShopper(id, found.get(id))).toList());
  }

  private static List<String> checked(@Nullable List<@Nullable String> ids) {
    if (ids == null || ids.isEmpty()) {
      throw ProblemException.invalid("/ids", "missing_value", "expected 1 to 100 ids");
    }
    if (ids.size() > MOST_IDS) {
      throw ProblemException.invalid(
          "/ids",
          "list_too_long",
          "expected at most %d ids, received %d".formatted(MOST_IDS, ids.size()));
    }
    List<String> checked = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      checked.add(AskedId.checked(ids.get(i), "/ids/" + i));
    }
    return checked;
  }

  /** Whom to look up. */
  @Schema(name = "ProfileLookupRequest")
  record LookupRequest(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "1 to 100, each a userId or an anonymousId.",
              example = "[\"anna\", \"device-7\"]")
          @Nullable List<@Nullable String> ids,
      @Schema(
              description =
                  "`false` leaves predictions out, and the work that they make; absent means true.")
          @Nullable Boolean predictions) {}

  /** The shoppers in the order of the ids. */
  @Schema(name = "ProfileLookup")
  record LookupAnswer(List<LookedUpShopper> shoppers) {}

  /** One of them. */
  @Schema(name = "LookedUpShopper")
  record LookedUpShopper(
      @Schema(description = "As it was asked for.", example = "anna") String id,
      @Schema(description = "Absent for an id that nobody has used.")
          @Nullable ProfileView profile) {}
}
