package io.storeloop.campaign.exclusion;

import io.storeloop.campaign.exclusion.JdbcExclusionLists.Upload;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.campaign.validation.OneColumn;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Users whom campaigns leave alone. */
@RestController
@RequestMapping("/v1/exclusion-lists")
@Tag(name = "Exclusion lists")
class ExclusionListController {
  private static final String PROBLEM = "application/problem+json";
  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";
  private static final OneColumn USERS = new OneColumn("userId", 256);
  private static final int LONGEST_NAME = 200;
  private static final Pattern LIST_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final JdbcExclusionLists lists;
  private final JsonMapper json;
  private final Clock clock;

  ExclusionListController(JdbcExclusionLists lists, JsonMapper json, Clock clock) {
    this.lists = lists;
    this.json = json;
    this.clock = clock;
  }

  @Schema(name = "ExclusionListRequest")
  record ListRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Staff and testers")
          @Nullable String name) {}

  @Schema(name = "ExclusionList")
  record ListAnswer(String listId, String name, long users, Instant createdAt) {
    static ListAnswer of(ExclusionList list) {
      return new ListAnswer(list.listId(), list.name(), list.users(), list.createdAt());
    }
  }

  @Schema(name = "ExclusionLists")
  record ListsAnswer(List<ListAnswer> exclusionLists) {}

  @Schema(name = "ExclusionUpload")
  record UploadAnswer(
      @Schema(description = "Different ids in the upload.") int received,
      @Schema(description = "Those that were not on the list before.") int added) {}

  /** {@code GET /v1/exclusion-lists}: by id; an empty list when there are none. */
  @GetMapping
  @Operation(summary = "List exclusion lists", description = "All of them by id, with their sizes.")
  @ApiResponse(responseCode = "200", description = "The lists.")
  ListsAnswer list() {
    return new ListsAnswer(lists.all().stream().map(ListAnswer::of).toList());
  }

  /** {@code GET /v1/exclusion-lists/{listId}}: 404 {@code unknown_exclusion_list}. */
  @GetMapping("/{listId}")
  @Operation(summary = "Read an exclusion list", description = "Its name and size, not its users.")
  @ApiResponse(responseCode = "200", description = "The list.")
  @ApiResponse(responseCode = "404", description = "`unknown_exclusion_list`")
  ListAnswer read(@PathVariable String listId) {
    return ListAnswer.of(lists.find(listId).orElseThrow(() -> unknown(listId)));
  }

  /**
   * {@code PUT /v1/exclusion-lists/{listId}}: makes or renames it; 400; 409 if there are too many.
   */
  @PutMapping("/{listId}")
  @Operation(
      summary = "Make an exclusion list",
      description = "Makes it, or gives it another name. Campaigns name it in `exclusionLists`.")
  @ApiResponse(responseCode = "200", description = "The list.")
  @ApiResponse(
      responseCode = "400",
      description = "`missing_value`, `text_too_long`, `invalid_value`, `unknown_field`",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "missing_value", "detail": "expected a text of 1 to 200 characters",
                       "errors": [{"pointer": "/name", "code": "missing_value", "detail": "expected a text of 1 to 200 characters"}]}
                      """)))
  @ApiResponse(responseCode = "409", description = "`too_many_exclusion_lists`")
  ListAnswer put(@PathVariable String listId, @RequestBody ListRequest request) {
    Mistakes mistakes = new Mistakes();
    mistakes.matching("?listId", listId, LIST_ID, "1 to 64 of a-z, 0-9, _ and - after the first");
    String name = mistakes.required("/name", request.name(), LONGEST_NAME);
    mistakes.throwIfAny();
    if (!lists.put(listId, name, clock.instant())) {
      throw ProblemException.conflict(
          "too_many_exclusion_lists",
          "there are as many lists as storeloop.campaign.exclusion.max-lists allows");
    }
    return read(listId);
  }

  /** {@code DELETE /v1/exclusion-lists/{listId}}: 404; 409 while a campaign names it. */
  @DeleteMapping("/{listId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete an exclusion list",
      description = "With its users, unless a campaign that has not ended names it.")
  @ApiResponse(responseCode = "204", description = "The list is gone.")
  @ApiResponse(responseCode = "404", description = "`unknown_exclusion_list`")
  @ApiResponse(responseCode = "409", description = "`exclusion_list_in_use`")
  void delete(@PathVariable String listId) {
    if (!lists.delete(listId)) {
      read(listId);
      throw ProblemException.conflict(
          "exclusion_list_in_use", "a campaign that has not ended names this list");
    }
  }

  /** {@code POST …/{listId}/users}, CSV: adds all of them or none; 400; 404; 409 if it is full. */
  @PostMapping(path = "/{listId}/users", consumes = CSV)
  @Operation(
      summary = "Add users to an exclusion list",
      description =
          "CSV with the header `userId`, or NDJSON with `{\"userId\": …}` a line; all of them or none. A call is bounded by"
              + " `storeloop.http.max-body-bytes`: send a long list in pieces.")
  @ApiResponse(responseCode = "200", description = "How many were new.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_header`, `too_many_columns`, `malformed_json`, `missing_value`, `text_too_long`, `invalid_text`; the"
              + " pointer begins with the line",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "missing_header", "detail": "expected the header userId and one value a line",
                       "errors": [{"pointer": "/1", "code": "missing_header", "detail": "expected the header userId and one value a line"}]}
                      """)))
  @ApiResponse(responseCode = "404", description = "`unknown_exclusion_list`")
  @ApiResponse(responseCode = "409", description = "`exclusion_list_full`")
  UploadAnswer addCsv(@PathVariable String listId, @RequestBody String body) {
    return add(listId, body, USERS::csv);
  }

  /** The same as NDJSON. */
  @PostMapping(path = "/{listId}/users", consumes = NDJSON)
  @Operation(
      summary = "Add users to an exclusion list",
      description =
          "CSV with the header `userId`, or NDJSON with `{\"userId\": …}` a line; all of them or none. A call is bounded by"
              + " `storeloop.http.max-body-bytes`: send a long list in pieces.")
  @ApiResponse(responseCode = "200", description = "How many were new.")
  UploadAnswer addNdjson(@PathVariable String listId, @RequestBody String body) {
    return add(listId, body, (text, mistakes) -> USERS.ndjson(text, json, mistakes));
  }

  private UploadAnswer add(
      String listId, String body, BiFunction<String, Mistakes, Set<String>> reader) {
    Mistakes mistakes = new Mistakes();
    Set<String> users = reader.apply(body, mistakes);
    mistakes.throwIfAny();
    return switch (lists.add(listId, users)) {
      case Upload.Added(int added) -> new UploadAnswer(users.size(), added);
      case Upload.UnknownList nobody -> throw unknown(listId);
      case Upload.Full(long most) ->
          throw ProblemException.conflict(
              "exclusion_list_full",
              "a list holds at most %d users; nobody was added".formatted(most));
    };
  }

  /** {@code DELETE …/{listId}/users/{userId}}: 404 {@code unknown_user} if not on the list. */
  @DeleteMapping("/{listId}/users/{userId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Take a user off an exclusion list",
      description = "In force for the next decision. An id with a slash is written `%2F`.")
  @ApiResponse(responseCode = "204", description = "The user is on it no more.")
  @ApiResponse(responseCode = "404", description = "`unknown_user`")
  void remove(@PathVariable String listId, @PathVariable String userId) {
    if (!lists.remove(listId, userId)) {
      throw ProblemException.unknown("user", userId);
    }
  }

  private static ProblemException unknown(String listId) {
    return ProblemException.unknown("exclusion_list", listId);
  }
}
