package io.storeloop.profile.segment;

import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Segments: write, read, change, remove. */
@RestController
@RequestMapping("/v1/segments")
@Tag(name = "Segments", description = "Profiles that meet a written condition, always current.")
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class SegmentController {
  static final String CONDITION =
      "{\"traits.country\": \"DE\", \"features.recencyDays\": {\"$gte\": 30}}";
  private static final String NO_CONTROLS = "[^\\p{Cntrl}\\p{Cs}]*";
  private static final String NO_NUL = "[^\\x00\\p{Cs}]*";

  private final Segments segments;
  private final Clock clock;
  private final RandomGenerator random;

  SegmentController(
      Segments segments, Clock clock, @Qualifier("profileSegmentRandom") RandomGenerator random) {
    this.segments = segments;
    this.clock = clock;
    this.random = random;
  }

  @PostMapping
  @Operation(
      summary = "Write a segment",
      description =
          """
          Checks the condition against the known paths and types and stores it. A mistake is refused with a pointer to it, such as \
          `unknown_path` at `/condition/features.recencydays`; nothing is stored then. A condition may name other segments \
          (`{"segments": "vip"}`), but not in a circle.\
          """)
  @ApiResponse(responseCode = "201", description = "Stored; `Location` is its address.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_path`, `wrong_type`, `unknown_operator` and the other codes of conditions, `unknown_segment`, `segment_cycle`,"
              + " `segment_too_large`, `reserved_id`, `invalid_value`",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "unknown_path",
                       "detail": "unknown \\"features.recencydays\\", did you mean \\"features.recencyDays\\"?",
                       "errors": [{"pointer": "/condition/features.recencydays", "code": "unknown_path",
                                   "detail": "unknown \\"features.recencydays\\", did you mean \\"features.recencyDays\\"?"}]}\
                      """)))
  @ApiResponse(
      responseCode = "409",
      description = "`segment_exists`, `too_many_segments`",
      content = @Content)
  ResponseEntity<SegmentView> create(@Valid @RequestBody SegmentRequest request) {
    String id = request.id() == null ? Uuids.v7(clock.instant(), random).toString() : request.id();
    Segment segment = segments.create(id, request.draft());
    return ResponseEntity.created(URI.create("/v1/segments/" + segment.id()))
        .body(SegmentView.of(segment));
  }

  @GetMapping
  @Operation(
      summary = "List segments",
      description = "In the order of their ids; an empty shop has an empty list.")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `nextCursor` is missing on the last one.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content)
  SegmentPage list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = PageCursor.limit(limit);
    List<Segment> found = segments.pageAfter(after(cursor), size + 1);
    List<SegmentView> views = found.stream().limit(size).map(SegmentView::of).toList();
    return new SegmentPage(
        views, found.size() > size ? PageCursor.encode(views.getLast().id()) : null);
  }

  private static String after(@Nullable String cursor) {
    String id = PageCursor.decode(cursor);
    if (!id.isEmpty() && !Segments.isId(id)) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
    return id;
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Read a segment",
      description = "The condition comes back in its canonical form.")
  @ApiResponse(
      responseCode = "200",
      description = "The segment with its version, needed to change it.")
  @ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
  SegmentView read(@PathVariable String id) {
    return SegmentView.of(segments.get(id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a segment",
      description =
          "Replaces name, description and condition. `version` is the one read before; if somebody else has changed the segment since,"
              + " the answer is 409 and nothing changes. Members change at once.")
  @ApiResponse(responseCode = "200", description = "The changed segment with its new version.")
  @ApiResponse(responseCode = "400", description = "As on writing one.", content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
  @ApiResponse(responseCode = "409", description = "`changed_meanwhile`", content = @Content)
  SegmentView replace(@PathVariable String id, @Valid @RequestBody SegmentChange change) {
    return SegmentView.of(segments.replace(id, change.version(), change.draft()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a segment",
      description = "Profiles are not touched. Refused while another segment names this one.")
  @ApiResponse(responseCode = "204", description = "Removed.")
  @ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
  @ApiResponse(responseCode = "409", description = "`segment_in_use`", content = @Content)
  void delete(@PathVariable String id) {
    segments.delete(id);
  }

  /** What a marketer sends. */
  record SegmentRequest(
      @Schema(
              description =
                  "Chosen once; a UUID if left out. `preview` and `rfm` are reserved: these paths have a meaning of their own.",
              example = "lapsed-germans")
          @Nullable
          @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,63}")
          String id,
      @Schema(example = "Lapsed Germans") @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROLS)
          String name,
      @Schema(example = "No purchase for a month")
          @Nullable
          @Size(max = 2000)
          @Pattern(regexp = NO_NUL)
          String description,
      @Schema(description = "See docs/conditions.md.", type = "object", example = CONDITION)
          @NotNull
          JsonNode condition) {
    SegmentDraft draft() {
      return new SegmentDraft(
          name, description == null ? "" : description, SegmentConditions.received(condition));
    }
  }

  /** What a marketer changes. */
  record SegmentChange(
      @Schema(example = "Lapsed Germans") @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROLS)
          String name,
      @Schema(example = "No purchase for a month")
          @Nullable
          @Size(max = 2000)
          @Pattern(regexp = NO_NUL)
          String description,
      @Schema(description = "See docs/conditions.md.", type = "object", example = CONDITION)
          @NotNull
          JsonNode condition,
      @Schema(description = "The version that was read.", example = "0") @NotNull Long version) {
    SegmentDraft draft() {
      return new SegmentDraft(
          name, description == null ? "" : description, SegmentConditions.received(condition));
    }
  }

  /** A segment as stored. */
  record SegmentView(
      @Schema(example = "lapsed-germans") String id,
      @Schema(example = "Lapsed Germans") String name,
      @Schema(example = "No purchase for a month") String description,
      @Schema(type = "object", example = CONDITION) JsonNode condition,
      @Schema(example = "0") long version,
      Instant createdAt,
      Instant updatedAt) {
    static SegmentView of(Segment segment) {
      return new SegmentView(
          segment.id(),
          segment.name(),
          segment.description(),
          ConditionWriter.write(segment.condition()),
          segment.version(),
          segment.createdAt(),
          segment.updatedAt());
    }
  }

  /** A page of segments. */
  record SegmentPage(List<SegmentView> segments, @Nullable String nextCursor) {}
}
