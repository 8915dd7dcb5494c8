package io.storeloop.ingestion.quarantine;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quarantine", description = "Rejected records, kept with the reason.")
@ApiResponse(
    responseCode = "401",
    description = "`key_missing`, `unknown_key`.",
    content = @Content)
@ApiResponse(responseCode = "403", description = "`secret_key_needed`.", content = @Content)
class QuarantineController {
  /** The source under which a corrected record is read, wherever it came from. */
  private static final String CANONICAL = "events";

  private static final UUID LOWEST = new UUID(0, 0);

  private final JdbcQuarantine quarantine;
  private final List<Replayer> replayers;

  QuarantineController(JdbcQuarantine quarantine, List<Replayer> replayers) {
    this.quarantine = quarantine;
    this.replayers = List.copyOf(replayers);
  }

  /**
   * A record in quarantine.
   *
   * @param payload as it was sent; only its beginning when {@code truncated}
   */
  @Schema(name = "QuarantinedRecord")
  record QuarantinedView(
      UUID id,
      Instant receivedAt,
      String source,
      @Nullable String messageId,
      String code,
      String detail,
      String payload,
      boolean truncated) {
    static QuarantinedView of(QuarantinedRecord kept) {
      return new QuarantinedView(
          kept.id(),
          kept.receivedAt(),
          kept.source(),
          kept.messageId(),
          kept.code(),
          kept.detail(),
          kept.payload(),
          kept.truncated());
    }
  }

  /** A page of the quarantine; no {@code nextCursor} on the last. */
  @Schema(name = "QuarantinePage")
  record QuarantinePage(List<QuarantinedView> records, @Nullable String nextCursor) {}

  /** {@code GET /v1/quarantine}: what waits, oldest first. */
  @GetMapping("/v1/quarantine")
  @Operation(
      operationId = "listQuarantine",
      summary = "List rejected records",
      description = "Those that wait, oldest first; `code` narrows the list to one reason.")
  @ApiResponse(responseCode = "200", description = "A page; empty when nothing waits.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`.",
      content = @Content)
  QuarantinePage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(example = "invalid_price") @RequestParam(required = false) @Nullable String code) {
    int most = PageCursor.limit(limit);
    Place after = Place.of(cursor);
    List<QuarantinedView> page =
        quarantine.page(after.receivedAt(), after.id(), code, most).stream()
            .map(QuarantinedView::of)
            .toList();
    return new QuarantinePage(page, page.size() < most ? null : Place.after(page.getLast()));
  }

  private record Place(Instant receivedAt, UUID id) {
    static Place of(@Nullable String cursor) {
      String key = PageCursor.decode(cursor);
      if (key.isEmpty()) {
        return new Place(Instant.EPOCH, LOWEST);
      }
      try {
        String[] parts = key.split(" ", 2);
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
      } catch (DateTimeException | IllegalArgumentException notOurs) {
        throw ProblemException.invalid(
            "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
      }
    }

    static String after(QuarantinedView last) {
      return PageCursor.encode(last.receivedAt() + " " + last.id());
    }
  }

  /**
   * {@code POST /v1/quarantine/{id}/replay}: tries the record again as it was sent, or the
   * canonical event in the body in its stead. 404 {@code unknown_quarantined_record}.
   */
  @PostMapping(
      path = "/v1/quarantine/{id}/replay",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
  @Operation(
      operationId = "replayQuarantined",
      summary = "Try a rejected record again",
      description =
          "Without a body the record is judged again as it was sent; with a body, the canonical event in it takes its"
              + " place. A record that is stored leaves the quarantine; one that is refused again stays.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              value =
                                  """
                                  {"messageId": "m-4", "type": "purchase", "userId": "anna", "itemId": "shoes",
                                   "timestamp": "2026-03-01T12:00:00Z", "price": 59.90, "currency": "EUR"}\
                                  """))))
  @ApiResponse(responseCode = "200", description = "What became of it.")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_quarantined_record`.",
      content = @Content)
  @ApiResponse(
      responseCode = "409",
      description =
          "`replayed_already`; `correction_needed`: it cannot be read as it was sent, send a corrected event.",
      content = @Content)
  ReplayVerdict replay(
      @PathVariable UUID id, @RequestBody(required = false) byte @Nullable [] body) {
    QuarantinedRecord kept =
        quarantine
            .find(id)
            .orElseThrow(() -> ProblemException.unknown("quarantined_record", id.toString()));
    if (kept.replayedAt() != null) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "replayed_already", "the record has become an event already");
    }
    if (body != null && body.length > 0) {
      return replayer(CANONICAL).replay(kept, new String(body, StandardCharsets.UTF_8));
    }
    if (kept.truncated()) {
      throw correctionNeeded();
    }
    return replayer(kept.source()).replay(kept, kept.payload());
  }

  private Replayer replayer(String source) {
    return replayers.stream()
        .filter(replayer -> replayer.reads(source))
        .findFirst()
        .orElseThrow(QuarantineController::correctionNeeded);
  }

  private static ProblemException correctionNeeded() {
    return ProblemException.of(
        HttpStatus.CONFLICT,
        "correction_needed",
        "the record cannot be read as it was sent: send a corrected event in the body");
  }
}
