package io.storeloop.profile.cluster;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.grouping.GroupPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Which kinds of shoppers are there? */
@RestController
@RequestMapping("/v1/clusterings")
@Tag(name = "Clusterings", description = "Groups that an algorithm finds among the shoppers.")
class ClusteringController {
  private static final UUID FIRST = new UUID(0, 0);

  private final Clusterings trainings;
  private final JdbcClusterings clusterings;
  private final JdbcClusterMembers members;

  ClusteringController(
      Clusterings trainings, JdbcClusterings clusterings, JdbcClusterMembers members) {
    this.trainings = trainings;
    this.clusterings = clusterings;
    this.members = members;
  }

  /** {@code POST /v1/clusterings}: 202 with a job that shows its progress. */
  @PostMapping
  @Operation(
      summary = "Find groups among the shoppers",
      description =
          """
          Groups profiles by their features, counts and money by their logarithm, shares of interest \
          (`affinity.category`, `affinity.brand`) by their square root, all on one scale. Without \
          `k` or with `auto`, k-means chooses 3 to 10 groups: of the numbers whose groups come again when profiles are \
          drawn anew, the fewest within one standard error of the best silhouette. A group that shares at least half of \
          its members with one of the clustering before keeps that name. The answer is a job: ask its `Location` until `state` is `finished` or `failed`. The latest \
          finished clustering gives every profile its `cluster`.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The training has begun.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_feature`, `unsuitable_feature`, `unknown_algorithm`, `invalid_k`, with a pointer")
  @ApiResponse(
      responseCode = "409",
      description =
          "`insufficient_evidence`: too few profiles; `clustering_running`: one at a time")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ResponseEntity<ClusteringView> train(
      @RequestBody ClusteringRequest request, UriComponentsBuilder here) {
    ClusteringPlan plan = request.toPlan();
    UUID id =
        switch (trainings.start(plan)) {
          case Clusterings.Start.Begun begun -> begun.clusteringId();
          case Clusterings.Start.AnotherRuns ignored ->
              throw ProblemException.of(
                  HttpStatus.CONFLICT,
                  "clustering_running",
                  "another clustering is being trained: wait until it is finished");
          case Clusterings.Start.TooFewProfiles few ->
              throw ProblemException.of(
                  HttpStatus.CONFLICT,
                  "insufficient_evidence",
                  "there are %d profiles, but %d are needed: %d for each of %d groups"
                      .formatted(
                          few.profiles(),
                          few.needed(),
                          GroupPlan.FEWEST_ROWS_PER_GROUP,
                          few.needed() / GroupPlan.FEWEST_ROWS_PER_GROUP));
        };
    return ResponseEntity.accepted()
        .location(here.path("/v1/clusterings/{id}").build(id))
        .body(ClusteringView.of(find(id)));
  }

  /** {@code GET /v1/clusterings}: the newest first; empty list when there are none. */
  @GetMapping
  @Operation(
      summary = "All clusterings that are kept",
      description =
          "The newest first: the last ten that have ended, and the one that runs. Empty when there are none.")
  @ApiResponse(responseCode = "200", description = "The clusterings.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ClusteringList all() {
    return new ClusteringList(clusterings.all().stream().map(ClusteringView::of).toList());
  }

  /** {@code GET /v1/clusterings/{id}}: progress, then quality and personas. */
  @GetMapping("/{clusteringId}")
  @Operation(
      summary = "A clustering: progress, quality and personas",
      description =
          """
          While `running`: the step and how far it is. When `finished`: the number of groups with its silhouette (and \
          those of the other numbers tried), stability, and each group in words and figures. When `failed`: why.\
          """)
  @ApiResponse(responseCode = "200", description = "The clustering.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_clustering`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ClusteringView one(@PathVariable UUID clusteringId) {
    return ClusteringView.of(find(clusteringId));
  }

  /** {@code GET /v1/clusterings/{id}/members}: in the order of profile ids. */
  @GetMapping("/{clusteringId}/members")
  @Operation(
      summary = "Who is in which group",
      description =
          """
          In the order of profile ids; empty while the training runs. In the latest clustering members move with \
          their behaviour, in older ones they stay as they were.\
          """)
  @ApiResponse(responseCode = "200", description = "A page.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`, `invalid_parameter`")
  @ApiResponse(responseCode = "404", description = "`unknown_clustering` or `unknown_cluster`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  MemberPage members(
      @PathVariable UUID clusteringId,
      @Parameter(description = "Only this group.") @RequestParam(required = false)
          @Nullable Integer cluster,
      @Parameter(description = "Only profiles that lie far from every group.")
          @RequestParam(defaultValue = "false")
          boolean outliers,
      @Parameter(description = "1 to 1000.") @RequestParam(defaultValue = "100") int limit,
      @Parameter(description = "nextCursor of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    PageCursor.limit(limit);
    UUID after = PageCursor.decode(cursor).isEmpty() ? FIRST : profileId(cursor);
    Clustering clustering = find(clusteringId);
    ClusteringResult result = clustering.result();
    if (result == null) {
      return new MemberPage(List.of(), null);
    }
    if (cluster != null && (cluster < 0 || cluster >= result.personas().size())) {
      throw ProblemException.unknown("cluster", cluster.toString());
    }
    List<JdbcClusterMembers.Member> page =
        members.after(
            clusteringId,
            cluster == null ? OptionalInt.empty() : OptionalInt.of(cluster),
            outliers,
            after,
            limit);
    return new MemberPage(
        page.stream().map(MemberView::of).toList(),
        page.size() < limit ? null : PageCursor.encode(page.getLast().profileId().toString()));
  }

  /** {@code GET /v1/clusterings/{id}/points}: at most 2,000; empty while the training runs. */
  @GetMapping("/{clusteringId}/points")
  @Operation(
      summary = "Some profiles in two dimensions, for a plot",
      description =
          """
          Up to 2,000 profiles as dots, without their ids: the two directions in which profiles differ most (principal \
          components of the scaled features). `shares` tells how much of all differences each axis shows; groups that \
          overlap in a drawing of a small share may still stand apart. Empty while the training runs.\
          """)
  @ApiResponse(responseCode = "200", description = "The dots.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_clustering`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PointList points(@PathVariable UUID clusteringId) {
    find(clusteringId);
    ClusterDrawing drawing =
        clusterings.drawing(clusteringId).orElse(new ClusterDrawing(List.of(), List.of()));
    return new PointList(drawing.shares(), drawing.points().stream().map(PointView::of).toList());
  }

  private Clustering find(UUID id) {
    return clusterings
        .find(id)
        .orElseThrow(() -> ProblemException.unknown("clustering", id.toString()));
  }

  private static UUID profileId(@Nullable String cursor) {
    try {
      return UUID.fromString(PageCursor.decode(cursor));
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  /** The clusterings. */
  @Schema(name = "ClusteringList")
  record ClusteringList(List<ClusteringView> clusterings) {}

  /** Dots of a plot. */
  @Schema(name = "ClusterPoints")
  record PointList(
      @Schema(
              description = "Share of all differences that the axes show.",
              example = "[0.62, 0.21]")
          List<Double> shares,
      List<PointView> points) {}

  /** A profile as a dot. */
  @Schema(name = "ClusterPoint")
  record PointView(
      @Schema(example = "-1.204") double x,
      @Schema(example = "0.318") double y,
      @Schema(description = "The group it was in when the groups were found.", example = "2")
          int cluster,
      boolean outlier) {
    static PointView of(ClusterDrawing.Point point) {
      return new PointView(point.x(), point.y(), point.cluster(), point.outlier());
    }
  }

  /** A page of members. */
  @Schema(name = "ClusterMemberPage")
  record MemberPage(
      List<MemberView> members,
      @Schema(description = "Absent on the last page.") @Nullable String nextCursor) {}

  /** A profile in its group. */
  @Schema(name = "ClusterMember")
  record MemberView(
      UUID profileId,
      @Schema(description = "Absent as long as only a device is known.", example = "anna")
          @Nullable String userId,
      int cluster,
      @Schema(description = "Lies far from every group.") boolean outlier) {
    static MemberView of(JdbcClusterMembers.Member member) {
      return new MemberView(
          member.profileId(), member.userId(), member.cluster(), member.outlier());
    }
  }
}
