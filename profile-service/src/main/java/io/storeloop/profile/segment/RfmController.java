package io.storeloop.profile.segment;

import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Which kinds of buyers does the shop have, by recency, frequency and money? */
@RestController
@RequestMapping("/v1/segments/rfm")
@Tag(name = "Segments")
@ApiResponse(
    responseCode = "409",
    description = "`insufficient_evidence`: fewer than 50 buyers",
    content = @Content)
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class RfmController {
  private final RfmSegments rfm;

  RfmController(RfmSegments rfm) {
    this.rfm = rfm;
  }

  /** {@code GET /v1/segments/rfm}: what they would be; nothing is stored. */
  @GetMapping
  @Operation(
      summary = "The built-in segments by recency, frequency and money",
      description =
          """
          Champions, loyal, potential, new, need attention, about to sleep, at risk, hibernating, lost, not yet: every \
          shopper is in exactly one. `cuts` are quantiles of the shop's own buyers as of now, `segments` the conditions they \
          give. Nothing is stored: `PUT` makes segments of them.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The cuts and the conditions.",
      useReturnTypeSchema = true)
  RfmView read() {
    RfmCuts cuts = present(rfm.cuts());
    return new RfmView(
        CutsView.of(cuts),
        Arrays.stream(RfmSegment.values())
            .map(kind -> KindView.of(kind.id(), kind.draft(cuts)))
            .toList());
  }

  /** {@code PUT /v1/segments/rfm}: makes them, or moves their thresholds now. */
  @PutMapping
  @Operation(
      summary = "Make the built-in segments",
      description =
          """
          Stores them as ordinary segments with ids `rfm-champions` and so on, or moves their thresholds to the shop's \
          quantiles of now. From then on the thresholds move by themselves, once a day unless configured otherwise, as long as \
          all of them are there. What was changed in them by hand is replaced.\
          """)
  @ApiResponse(responseCode = "200", description = "As stored.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "409",
      description = "`insufficient_evidence`: fewer than 50 buyers; `too_many_segments`",
      content = @Content)
  RfmView make() {
    RfmSegments.Made made = present(rfm.make());
    return new RfmView(
        CutsView.of(made.cuts()),
        made.segments().stream()
            .map(segment ->
                KindView.of(
                    segment.id(),
                    new SegmentDraft(segment.name(), segment.description(), segment.condition())))
            .toList());
  }

  private static <T> T present(Optional<T> found) {
    return found.orElseThrow(() ->
        ProblemException.of(
            HttpStatus.CONFLICT,
            "insufficient_evidence",
            "quantiles need at least %d shoppers who have bought"
                .formatted(RfmCuts.FEWEST_BUYERS)));
  }

  /** The built-in segments. */
  @Schema(name = "RfmSegments")
  record RfmView(CutsView cuts, List<KindView> segments) {}

  /** Where the shop's buyers divide. */
  @Schema(name = "RfmCuts")
  record CutsView(
      @Schema(description = "Shoppers who have bought.", example = "1204") long buyers,
      @Schema(description = "Two in five bought so lately, or later.", example = "21")
          long recentDays,
      @Schema(description = "Three in four bought so lately, or later.", example = "95")
          long goneDays,
      @Schema(description = "Three in four have at most so many orders; 2 at least.", example = "4")
          long often,
      @Schema(description = "Three in four have spent at most so much.", example = "310.50")
          BigDecimal much) {
    static CutsView of(RfmCuts cuts) {
      return new CutsView(
          cuts.buyers(), cuts.recentDays(), cuts.goneDays(), cuts.often(), cuts.much());
    }
  }

  /** One of them. */
  @Schema(name = "RfmSegment")
  record KindView(
      @Schema(example = "rfm-at-risk") String id,
      @Schema(example = "At risk") String name,
      @Schema(example = "Bought often or for much, and has been gone for long.") String description,
      @Schema(type = "object") JsonNode condition) {
    static KindView of(String id, SegmentDraft draft) {
      return new KindView(
          id, draft.name(), draft.description(), ConditionWriter.write(draft.condition()));
    }
  }
}
