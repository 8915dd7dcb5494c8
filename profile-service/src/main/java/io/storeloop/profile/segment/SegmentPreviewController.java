package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tries a condition out before it is stored. */
@RestController
@RequestMapping("/v1/segments")
@Tag(name = "Segments", description = "Profiles that meet a written condition, always current.")
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class SegmentPreviewController {
  private static final String CONDITION = SegmentController.CONDITION;

  /** How many profiles are looked at in the time of one whose events are counted. */
  private static final int COUNTING_COSTS = 4;

  private final Segments segments;
  private final SegmentMembers members;
  private final SegmentProperties properties;
  private final Clock clock;

  SegmentPreviewController(
      Segments segments, SegmentMembers members, SegmentProperties properties, Clock clock) {
    this.segments = segments;
    this.members = members;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/preview")
  @Operation(
      summary = "Try out a condition",
      description =
          """
          Counts the profiles that meet the condition now and shows some of them; with `overlapWith`, also how many of them are in \
          other segments. In a large shop a random sample of profiles is looked at (`storeloop.profile.segments.preview-profiles`): then \
          `exact` is false, the numbers are estimates, and each has its 95 % interval. With `"exact": true` everybody is looked at, for as long \
          as a statement may take (`storeloop.database.statement-timeout`). Nothing is stored.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Size, share of all profiles, and the first known shoppers by id.")
  @ApiResponse(responseCode = "400", description = "As on writing a segment.", content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_segment`: one of `overlapWith`",
      content = @Content)
  @ApiResponse(
      responseCode = "409",
      description = "`took_too_long`: there are too many profiles to look at everybody",
      content = @Content)
  SegmentPreview preview(@Valid @RequestBody PreviewRequest request) {
    try {
      return looked(request);
    } catch (QueryTimeoutException tooLong) {
      if (!Boolean.TRUE.equals(request.exact())) {
        throw tooLong;
      }
      throw ProblemException.conflict(
          "took_too_long",
          "looking at everybody takes longer than a statement may: without 'exact' the answer is an estimate with its interval");
    }
  }

  private SegmentPreview looked(PreviewRequest request) {
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

  /** A condition to try out. */
  record PreviewRequest(
      @Schema(description = "See docs/conditions.md.", type = "object", example = CONDITION)
          @NotNull
          JsonNode condition,
      @Schema(description = "Segments to compare with, at most 10.", example = "[\"vip\"]")
          @Nullable
          @Size(max = 10)
          List<@NotNull @Size(max = 64) String> overlapWith,
      @Schema(description = "Look at everybody.", defaultValue = "false")
          @Nullable Boolean exact) {}

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
}
