package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Imports", description = "Whole files of events, worked through in the background.")
@ApiResponse(
    responseCode = "401",
    description = "`key_missing`, `unknown_key`.",
    content = @Content)
@ApiResponse(responseCode = "403", description = "`secret_key_needed`.", content = @Content)
class ImportsController {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2100;
  private static final int LONGEST_NAME = 256;

  private final JdbcImportTasks tasks;
  private final Spool spool;
  private final ImportJob job;
  private final ImportProperties properties;
  private final JsonMapper json;
  private final Clock clock;
  private final RandomGenerator random;

  ImportsController(
      JdbcImportTasks tasks,
      Spool spool,
      ImportJob job,
      ImportProperties properties,
      JsonMapper json,
      Clock clock,
      @Qualifier("ingestionRandom") RandomGenerator random) {
    this.tasks = tasks;
    this.spool = spool;
    this.job = job;
    this.properties = properties;
    this.json = json;
    this.clock = clock;
    this.random = random;
  }

  /** A page of imports; no {@code nextCursor} on the last. */
  @Schema(name = "ImportPage")
  record ImportPage(List<ImportView> imports, @Nullable String nextCursor) {}

  /**
   * {@code POST /v1/imports}: takes a file in and answers 202 with a resource that shows progress.
   * The file is on disk when the answer comes; its work goes on by itself, also after a crash.
   */
  @PostMapping(
      path = "/v1/imports",
      consumes = {
        MediaType.APPLICATION_OCTET_STREAM_VALUE,
        MediaType.APPLICATION_NDJSON_VALUE,
        "text/csv",
        "application/gzip"
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "startImport",
      summary = "Import a file",
      description =
          "The body is the file itself, plain or gzip. Formats: `storeloop` (our events, one per line), `tmall2014`,"
              + " `online-retail`, and `mapped` (any CSV, by the columns that `mapping` names). Importing the same file"
              + " again changes nothing.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  @ApiResponse(
      responseCode = "202",
      description = "Taken in; Location is the import.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_format`, `invalid_mapping`, `invalid_year`, `wrong_header`, `empty_file`, `malformed_gzip`,"
              + " `malformed_csv`: nothing was taken in.",
      content = @Content)
  @ApiResponse(responseCode = "413", description = "`body_too_large`.", content = @Content)
  @ApiResponse(responseCode = "507", description = "`disk_full`.", content = @Content)
  ResponseEntity<ImportView> start(
      @Parameter(
              description = "How the file is laid out.",
              schema =
                  @Schema(allowableValues = {"storeloop", "tmall2014", "online-retail", "mapped"}))
          @RequestParam
          String format,
      @Parameter(description = "For people; not opened.") @RequestParam(required = false)
          @Nullable String fileName,
      @Parameter(description = "For tmall2014, whose file names no year.")
          @RequestParam(required = false)
          @Nullable Integer year,
      @Parameter(
              description = "For mapped: a ColumnMapping as JSON.",
              example =
                  """
                  {"columns": {"userId": "customer", "itemId": "sku", "timestamp": "day", "price": "price"},
                   "constants": {"type": "purchase", "currency": "EUR"}, "timestampFormat": "dd.MM.yyyy",
                   "zone": "Europe/Berlin", "delimiter": ";"}\
                  """)
          @RequestParam(required = false)
          @Nullable String mapping,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    ImportFormat known = ImportFormats.named(format);
    ImportOptions options = options(known, year, mapping);
    UUID id = Uuids.v7(clock.instant(), random);
    long length = receive(id, request);
    ImportTask task = task(id, known, options, fileName, length);
    boolean taken = false;
    try {
      requireReadable(id, known, options);
      tasks.add(task, spool.id());
      taken = true;
    } finally {
      if (!taken) {
        spool.delete(id);
      }
    }
    job.wake();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/imports/" + id))
        .body(ImportView.of(task));
  }

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

  private ImportTask task(
      UUID id, ImportFormat format, ImportOptions options, @Nullable String fileName, long length) {
    return new ImportTask(
        id,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        format.name(),
        options,
        fileName == null ? null : shortened(fileName),
        ImportState.WAITING,
        null,
        null,
        null,
        null,
        length,
        ImportProgress.NONE);
  }

  private static String shortened(String fileName) {
    String storable = fileName.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
    return storable.substring(0, Math.min(storable.length(), LONGEST_NAME));
  }

  private ImportOptions options(
      ImportFormat format, @Nullable Integer year, @Nullable String mapping) {
    int known = year == null ? ImportOptions.TMALL_YEAR : year;
    if (known < FIRST_YEAR || known > LAST_YEAR) {
      throw ProblemException.invalid(
          "?year",
          "invalid_year",
          "year must be %d to %d, not %d".formatted(FIRST_YEAR, LAST_YEAR, known));
    }
    boolean mapped = format instanceof MappedFormat;
    if (mapped != (mapping != null)) {
      throw ProblemException.invalid(
          "?mapping", "invalid_mapping", "mapping belongs to format mapped, which needs it");
    }
    return new ImportOptions(known, mapping == null ? null : mapping(mapping));
  }

  private ColumnMapping mapping(String text) {
    try {
      ColumnMapping mapping = json.readValue(text, ColumnMapping.class);
      if (mapping == null) {
        throw ProblemException.invalid(
            "?mapping", "invalid_mapping", "mapping must be a JSON object, not null");
      }
      return mapping;
    } catch (JacksonException malformed) {
      Throwable cause = malformed.getCause();
      throw ProblemException.invalid(
          "?mapping",
          "invalid_mapping",
          "mapping is no ColumnMapping in JSON: "
              + (cause instanceof IllegalArgumentException
                  ? cause.getMessage()
                  : malformed.getOriginalMessage()));
    }
  }

  private long receive(UUID id, HttpServletRequest request) throws IOException {
    try {
      return spool.receive(id, request.getInputStream(), request.getContentLengthLong());
    } catch (SpoolFullException full) {
      throw ProblemException.of(
          HttpStatus.INSUFFICIENT_STORAGE,
          "disk_full",
          "there is no room for the file; nothing was stored");
    }
  }

  /** Opens the file once while its sender still listens: a wrong header is best said at once. */
  private void requireReadable(UUID id, ImportFormat format, ImportOptions options) {
    try (PlainFile file = PlainFile.open(spool.file(id), properties.maxPlainSize().toBytes());
        RowSource rows = format.open(file.stream(), options)) {
      rows.next();
    } catch (IOException unreadable) {
      UnreadableFileException reason = ImportRun.explain(unreadable);
      throw ProblemException.invalid("", reason.code(), reason.detail());
    }
  }
}
