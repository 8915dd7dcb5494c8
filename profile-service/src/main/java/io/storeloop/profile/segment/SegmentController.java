package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Segments: write, read, try out, list their members. */
@RestController
@RequestMapping("/v1/segments")
@Tag(name = "Segments", description = "Profiles that meet a written condition, always current.")
@ApiResponse(
    responseCode = "401",
    description = "`key_missing` or `unknown_key`",
    content = @Content)
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class SegmentController {
  private static final String CONDITION =
      "{\"traits.country\": \"DE\", \"features.recencyDays\": {\"$gte\": 30}}";
  private static final String NO_CONTROLS = "[^\\p{Cntrl}]*";
  private static final String NO_NUL = "[^\\x00]*";

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** How many profiles are looked at in the time of one whose events are counted. */
  private static final int COUNTING_COSTS = 4;

  private final Segments segments;
  private final SegmentMembers members;
  private final SegmentProperties properties;
  private final Clock clock;
  private final RandomGenerator random;

  SegmentController(
      Segments segments,
      SegmentMembers members,
      SegmentProperties properties,
      Clock clock,
      @Qualifier("profileSegmentRandom") RandomGenerator random) {
    this.segments = segments;
    this.members = members;
    this.properties = properties;
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
              + " `segment_too_large`, `invalid_value`",
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
      responseCode = "401",
      description = "`missing_key` or `unknown_key`",
      content = @Content)
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
    List<Segment> found = segments.pageAfter(PageCursor.decode(cursor), size + 1);
    List<SegmentView> views = found.stream().limit(size).map(SegmentView::of).toList();
    return new SegmentPage(
        views, found.size() > size ? PageCursor.encode(views.getLast().id()) : null);
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

  @PostMapping("/preview")
  @Operation(
      summary = "Try out a condition",
      description =
          """
          Counts the profiles that meet the condition now and shows some of them; with `overlapWith`, also how many of them are in \
          other segments. In a large shop a random sample of profiles is looked at (`storeloop.profile.segments.preview-profiles`): then \
          `exact` is false, the numbers are estimates, and each has its 95 % interval. With `"exact": true` everybody is looked at, which may \
          take long. Nothing is stored.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Size, share of all profiles, and the first known shoppers by id.")
  @ApiResponse(responseCode = "400", description = "As on writing a segment.", content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_segment`: one of `overlapWith`",
      content = @Content)
  SegmentPreview preview(@Valid @RequestBody PreviewRequest request) {
    Instant now = clock.instant();
    Condition condition = segments.expanded(SegmentConditions.received(request.condition()));
    Map<String, Condition> others = others(request.overlapWith());
    int most =
        Boolean.TRUE.equals(request.exact())
            ? SegmentMembers.ALL
            : mostLookedAt(condition, others.values());
    SegmentMembers.Preview preview = members.preview(condition, properties.sampleSize(), most, now);
    return SegmentPreview.of(
        preview,
        others.isEmpty()
            ? List.of()
            : members.overlaps(condition, others, most, now).entrySet().stream()
                .map(entry -> OverlapView.of(entry.getKey(), entry.getValue()))
                .toList(),
        now);
  }

  /** Counting events takes longer than looking at a profile. */
  private int mostLookedAt(Condition condition, Collection<Condition> others) {
    List<Condition> all = new ArrayList<>(others);
    all.add(condition);
    int most = properties.previewProfiles();
    return Performances.of(all).isEmpty() ? most : Math.max(1, most / COUNTING_COSTS);
  }

  private Map<String, Condition> others(@Nullable List<String> ids) {
    Map<String, Condition> others = new LinkedHashMap<>();
    if (ids != null) {
      ids.forEach(id -> others.put(id, segments.expanded(segments.get(id).condition())));
    }
    return others;
  }

  @GetMapping("/{id}/members")
  @Operation(
      summary = "List the members of a segment",
      description =
          "Evaluated page by page on current facts. Shoppers without a `userId` are known by their `anonymousIds` only.")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `nextCursor` is missing on the last one.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
  SegmentMemberPage members(
      @PathVariable String id,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = PageCursor.limit(limit);
    Instant now = clock.instant();
    List<SegmentMember> found =
        members.pageAfter(
            segments.expanded(segments.get(id).condition()), after(cursor), size + 1, now);
    List<SegmentMember> page = found.stream().limit(size).toList();
    return new SegmentMemberPage(
        page,
        now,
        found.size() > size ? PageCursor.encode(page.getLast().profileId().toString()) : null);
  }

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? BEFORE_ALL : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  /** What a marketer sends. */
  record SegmentRequest(
      @Schema(description = "Chosen once; a UUID if left out.", example = "lapsed-germans")
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

  /** A condition to try out. */
  record PreviewRequest(
      @Schema(description = "See docs/conditions.md.", type = "object", example = CONDITION)
          @NotNull
          JsonNode condition,
      @Schema(description = "Segments to compare with, at most 10.", example = "[\"vip\"]")
          @Nullable
          @Size(max = 10)
          List<@NotNull @Size(max = 64) String> overlapWith,
      @Schema(description = "Look at everybody, however long it takes.", defaultValue = "false")
          @Nullable Boolean exact) {}

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

  /** How many meet a condition, and who for example. */
  record SegmentPreview(
      @Schema(example = "412") long size,
      @Schema(description = "95 %; nothing but the size if it is exact.") SizeInterval sizeInterval,
      @Schema(description = "All profiles.", example = "5000") long total,
      @Schema(description = "size / total, 0 without profiles", example = "0.0824") double share,
      @Schema(description = "Whether everybody was looked at.") boolean exact,
      @Schema(description = "Profiles that were looked at.", example = "5000") long looked,
      @Schema(description = "Some members that have a userId.", example = "[\"anna\", \"ben\"]")
          List<String> sample,
      @Schema(description = "In the order of `overlapWith`.") List<OverlapView> overlaps,
      Instant asOf) {
    static SegmentPreview of(
        SegmentMembers.Preview preview, List<OverlapView> overlaps, Instant now) {
      long size = preview.size().size();
      long total = preview.total().size();
      return new SegmentPreview(
          size,
          SizeInterval.of(preview.size()),
          total,
          total == 0 ? 0 : (double) size / total,
          preview.exact(),
          preview.looked(),
          preview.userIds(),
          overlaps,
          now);
    }
  }

  /** Where the number lies in 95 of 100 cases. */
  @Schema(name = "SegmentSizeInterval")
  record SizeInterval(@Schema(example = "390") long lower, @Schema(example = "436") long upper) {
    static SizeInterval of(SizeEstimate estimate) {
      return new SizeInterval(estimate.lower(), estimate.upper());
    }
  }

  /** What a condition has in common with a segment. */
  @Schema(name = "SegmentOverlap")
  record OverlapView(
      @Schema(example = "vip") String id,
      @Schema(description = "Members of that segment.", example = "120") long size,
      SizeInterval sizeInterval,
      @Schema(description = "Those who meet the condition, too.", example = "35") long common,
      SizeInterval commonInterval) {
    static OverlapView of(String id, SegmentMembers.Overlap overlap) {
      return new OverlapView(
          id,
          overlap.size().size(),
          SizeInterval.of(overlap.size()),
          overlap.common().size(),
          SizeInterval.of(overlap.common()));
    }
  }

  /** A page of members. */
  record SegmentMemberPage(
      List<SegmentMember> members, Instant asOf, @Nullable String nextCursor) {}
}
