package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.rows.UnreadableFileException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(
    name = "Imports",
    description = "Whole files of events or items, worked through in the background.")
class ImportsController {
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

  /**
   * {@code POST /v1/imports}: takes a file in and answers 202 with a resource that shows progress.
   * The file is on disk when the answer comes; its work goes on by itself, also after a crash. With
   * {@code dryRun=true} the answer is 200 with what would happen, and nothing is stored.
   */
  @PostMapping(
      path = "/v1/imports",
      consumes = {
        MediaType.APPLICATION_OCTET_STREAM_VALUE,
        MediaType.APPLICATION_NDJSON_VALUE,
        MediaType.APPLICATION_XML_VALUE,
        MediaType.TEXT_XML_VALUE,
        MediaType.APPLICATION_RSS_XML_VALUE,
        "text/csv",
        "application/gzip"
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "startImport",
      summary = "Import a file, or see what importing it would do",
      description =
          "The body is the file itself, plain or gzip. Of events: `storeloop` (ours, one per line), `tmall2014`,"
              + " `online-retail`, and `mapped` (any CSV or NDJSON, by the columns or paths that `mapping` names). Of"
              + " items: `items` (ours, one per line), `items-csv`, `google-merchant`. Importing the same file again"
              + " changes nothing. `dryRun=true` shows the first 20 rows in our words and every kind of problem.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  @ApiResponse(
      responseCode = "200",
      description = "With `dryRun=true`: what would happen. Nothing was stored.",
      content = @Content(schema = @Schema(implementation = DryRunView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Taken in; Location is the import.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_format`, `invalid_mapping`, `invalid_year`, `wrong_header`, `empty_file`, `malformed_gzip`,"
              + " `malformed_csv`, `malformed_xml`, `doctype_refused`, `row_too_long`: nothing was taken in.",
      content = @Content)
  @ApiResponse(responseCode = "413", description = "`body_too_large`.", content = @Content)
  @ApiResponse(responseCode = "507", description = "`disk_full`.", content = @Content)
  ResponseEntity<Object> start(
      @Parameter(
              description = "How the file is laid out.",
              schema =
                  @Schema(
                      allowableValues = {
                        "storeloop",
                        "tmall2014",
                        "online-retail",
                        "mapped",
                        "items",
                        "items-csv",
                        "google-merchant"
                      }))
          @RequestParam
          String format,
      @Parameter(description = "For people; not opened.") @RequestParam(required = false)
          @Nullable String fileName,
      @Parameter(description = "For tmall2014, whose file names no year.")
          @RequestParam(required = false)
          @Nullable Integer year,
      @Parameter(
              description = "For mapped: a ColumnMapping as JSON; for items-csv: an ItemMapping.",
              example =
                  """
                  {"columns": {"userId": "customer", "itemId": "sku", "timestamp": "day", "price": "price"},
                   "constants": {"type": "purchase", "currency": "EUR"}, "timestampFormat": "dd.MM.yyyy",
                   "zone": "Europe/Berlin", "delimiter": ";"}\
                  """)
          @RequestParam(required = false)
          @Nullable String mapping,
      @Parameter(description = "Only look at the file, and store nothing.")
          @RequestParam(defaultValue = "false")
          boolean dryRun,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    RequestedImport wanted = RequestedImport.of(format, year, mapping, json);
    if (dryRun) {
      return ResponseEntity.ok(look(wanted, request.getInputStream()));
    }
    UUID id = Uuids.v7(clock.instant(), random);
    long length = receive(id, request);
    ImportTask task = task(id, wanted, fileName, length);
    boolean taken = false;
    try {
      requireReadable(id, wanted);
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

  private ImportTask task(UUID id, RequestedImport wanted, @Nullable String fileName, long length) {
    return new ImportTask(
        id,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        wanted.format().name(),
        wanted.options(),
        fileName == null ? null : shortened(fileName),
        ImportState.WAITING,
        null,
        null,
        null,
        null,
        length,
        0,
        null,
        ImportProgress.NONE);
  }

  private static String shortened(String fileName) {
    String storable = fileName.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
    return storable.substring(0, Math.min(storable.length(), LONGEST_NAME));
  }

  /** The rest of the body is read and thrown away, so that its sender hears the answer. */
  private DryRunView look(RequestedImport wanted, InputStream body) throws IOException {
    try {
      return new DryRun(
              wanted.format(),
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              properties.dryRunRows())
          .look(body, wanted.options(), properties.maxPlainBytesOfDryRun());
    } catch (IOException unreadable) {
      throw problem(unreadable);
    } finally {
      body.transferTo(OutputStream.nullOutputStream());
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
  private void requireReadable(UUID id, RequestedImport wanted) {
    try (PlainFile file = PlainFile.open(spool.file(id), properties.maxPlainSize().toBytes());
        RowSource rows = wanted.format().open(file.stream(), wanted.options())) {
      rows.next();
    } catch (IOException unreadable) {
      throw problem(unreadable);
    }
  }

  private static ProblemException problem(IOException unreadable) {
    UnreadableFileException reason = FileFailure.ofAnything(unreadable);
    return ProblemException.invalid("", reason.code(), reason.detail());
  }
}
