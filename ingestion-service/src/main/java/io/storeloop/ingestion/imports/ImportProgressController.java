package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Imports")
class ImportProgressController {
  private final JdbcImportTasks tasks;
  private final Spool spool;
  private final HttpProgressStreams streams;

  ImportProgressController(JdbcImportTasks tasks, Spool spool, HttpProgressStreams streams) {
    this.tasks = tasks;
    this.spool = spool;
    this.streams = streams;
  }

  /** A page of imports; no {@code nextCursor} on the last. */
  @Schema(name = "ImportPage")
  record ImportPage(List<ImportView> imports, @Nullable String nextCursor) {}

  /** {@code GET /v1/imports/{id}}: 404 {@code unknown_import}. */
  @GetMapping("/v1/imports/{id}")
  @Operation(
      operationId = "getImport",
      summary = "See how an import is getting on",
      description = "Progress, rate, and what became of the rows.")
  @ApiResponse(responseCode = "200", description = "The import as it stands.")
  @ApiResponse(responseCode = "404", description = "`unknown_import`.", content = @Content)
  ImportView get(@PathVariable UUID id) {
    return tasks
        .find(id)
        .map(ImportView::of)
        .orElseThrow(() -> ProblemException.unknown("import", id.toString()));
  }

  /**
   * {@code GET /v1/imports/{id}/events}: the same as it changes, until the import is over. 404
   * {@code unknown_import}, 503 {@code too_many_streams}.
   */
  @GetMapping(path = "/v1/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "followImport",
      summary = "Follow an import",
      description =
          "Server-Sent Events: `progress` with the import as data, at once and whenever it has changed; at the end"
              + " `completed`, `failed` or `cancelled`, after which the stream ends. A browser reads it by"
              + " `fetch`: EventSource cannot send a key.")
  @ApiResponse(
      responseCode = "200",
      description = "The stream.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string"),
              examples =
                  @ExampleObject(
                      value =
                          "event: progress\ndata: {\"state\": \"running\", \"rows\": 21000, \"progress\": 0.396}\n\n")))
  @ApiResponse(responseCode = "404", description = "`unknown_import`.", content = @Content)
  @ApiResponse(
      responseCode = "503",
      description = "`too_many_streams`; `Retry-After` says when to try again.",
      content = @Content)
  void follow(@PathVariable UUID id, @Parameter(hidden = true) HttpServletResponse response) {
    streams.stream(id, response);
  }

  /** {@code DELETE /v1/imports/{id}}: 404 {@code unknown_import}, 409 {@code import_over}. */
  @DeleteMapping("/v1/imports/{id}")
  @Operation(
      operationId = "cancelImport",
      summary = "Cancel an import",
      description =
          "Nothing more is stored when the answer comes. The rows done until then stay; the file is removed.")
  @ApiResponse(responseCode = "200", description = "The import, now `cancelled`.")
  @ApiResponse(responseCode = "404", description = "`unknown_import`.", content = @Content)
  @ApiResponse(
      responseCode = "409",
      description = "`import_over`: it had ended before.",
      content = @Content)
  ImportView cancel(@PathVariable UUID id) {
    boolean cancelled = tasks.cancel(id);
    ImportView view = get(id);
    if (!cancelled) {
      throw ProblemException.conflict("import_over", "the import is " + view.state() + " already");
    }
    spool.delete(id);
    return view;
  }

  /** {@code GET /v1/imports}: newest first. */
  @GetMapping("/v1/imports")
  @Operation(
      operationId = "listImports",
      summary = "List imports",
      description = "Newest first; `nextCursor` of one page is `cursor` of the next.")
  @ApiResponse(responseCode = "200", description = "A page; empty when there is nothing.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`.",
      content = @Content)
  ImportPage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = PageCursor.limit(limit);
    List<ImportView> page = tasks.page(before(cursor), most).stream().map(ImportView::of).toList();
    return new ImportPage(
        page, page.size() < most ? null : PageCursor.encode(page.getLast().id().toString()));
  }

  private static String before(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? key : UUID.fromString(key).toString();
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }
}
