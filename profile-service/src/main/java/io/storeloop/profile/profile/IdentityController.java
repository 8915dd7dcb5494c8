package io.storeloop.profile.profile;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which devices are this shopper, and how do we know? */
@RestController
@RequestMapping("/v1/profiles/{userId}/identity")
@Tag(
    name = "Identity",
    description = "Which ids are one shopper, with evidence; undone on request.")
class IdentityController {
  private static final UUID FIRST = new UUID(0, 0);

  private final ProfileReader reader;
  private final JdbcIdentityEdges edges;
  private final Unmerging unmerging;

  IdentityController(ProfileReader reader, JdbcIdentityEdges edges, Unmerging unmerging) {
    this.reader = reader;
    this.edges = edges;
    this.unmerging = unmerging;
  }

  /** {@code GET /v1/profiles/{userId}/identity}: empty for who was never seen with two ids. */
  @GetMapping
  @Operation(
      summary = "How the ids of a shopper came together",
      description =
          """
          One edge per device and user that an event named together: whether they were merged, why or why not, and the \
          event that is the evidence. In the order of edge ids. Asked with the id of a device that is nobody's, its edges.\
          """)
  @ApiResponse(responseCode = "200", description = "A page.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit` or `invalid_cursor`",
      content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_profile`: no event carried this id.",
      content = @Content)
  @ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
  Page edges(
      @Parameter(description = "A userId or an anonymousId.", example = "anna") @PathVariable
          String userId,
      @Parameter(description = "1 to 1000.") @RequestParam(defaultValue = "100") int limit,
      @Parameter(description = "nextCursor of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    PageCursor.limit(limit);
    UUID after = ProfileCursor.after(cursor).orElse(FIRST);
    ProfileSnapshot profile =
        reader.find(userId).orElseThrow(() -> ProblemException.unknown("profile", userId));
    List<JdbcIdentityEdges.Told> page = edges.told(identity(profile), after, limit);
    String next =
        page.size() == limit ? PageCursor.encode(page.getLast().edge().id().toString()) : null;
    return new Page(page.stream().map(EdgeView::of).toList(), next);
  }

  /** {@code DELETE /v1/profiles/{userId}/identity/{edgeId}}: 200 with the edge, undone. */
  @DeleteMapping("/{edgeId}")
  @Operation(
      summary = "Undo a merge",
      description =
          """
          Takes the device out of the user's profile again: both profiles are as if the two ids had never been named \
          together, at once. Events that carried the user's id stay the user's. No later event merges the two again; \
          asking twice changes nothing.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The edge, `undone`.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_identity_edge`: the user has no such edge.",
      content = @Content)
  @ApiResponse(
      responseCode = "409",
      description = "`edge_not_merged`: a refused edge has nothing to undo.",
      content = @Content)
  @ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
  UndoneEdge undo(
      @Parameter(example = "anna") @PathVariable String userId,
      @Parameter(description = "An edgeId of the list.") @PathVariable String edgeId) {
    IdentityEdge edge =
        id(edgeId)
            .flatMap(id -> unmerging.undo(userId, id))
            .orElseThrow(() -> ProblemException.unknown("identity_edge", edgeId));
    if (edge.state() != EdgeState.UNDONE) {
      throw ProblemException.conflict(
          "edge_not_merged",
          "the edge is %s (%s), there is nothing to undo"
              .formatted(edge.state().wireName(), edge.reason().wireName()));
    }
    return new UndoneEdge(edge.id(), edge.anonymousId(), edge.userId(), edge.state().wireName());
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }

  private static Identity identity(ProfileSnapshot profile) {
    return profile.userId() != null
        ? Identity.user(profile.userId())
        : Identity.anonymous(String.valueOf(profile.anonymousId()));
  }

  /** A page of edges. */
  @Schema(name = "IdentityEdgePage")
  record Page(
      List<EdgeView> edges,
      @Schema(description = "Absent on the last page.") @Nullable String nextCursor) {}

  /** What is left after undoing. */
  @Schema(name = "UndoneIdentityEdge")
  record UndoneEdge(
      UUID edgeId,
      @Schema(example = "3f1c-phone") String anonymousId,
      @Schema(example = "anna") String userId,
      @Schema(allowableValues = "undone") String state) {}

  /** A device and a user. */
  @Schema(name = "IdentityEdge")
  record EdgeView(
      UUID edgeId,
      @Schema(example = "3f1c-phone") String anonymousId,
      @Schema(example = "anna") String userId,
      @Schema(allowableValues = {"merged", "refused", "undone"}) String state,
      @Schema(
              description = "Why they were merged, or why not.",
              allowableValues = {
                "new_user",
                "signed",
                "imported",
                "unsigned",
                "shared_device",
                "too_many_devices"
              })
          String because,
      EvidenceView evidence,
      @Schema(description = "When it came into its state.") Instant since,
      @Schema(description = "Whether more than one user was seen on the device.")
          boolean sharedDevice,
      @Schema(description = "Users seen on the device, without those erased; of more than 10, 10.")
          int usersOfDevice) {
    static EdgeView of(JdbcIdentityEdges.Told told) {
      IdentityEdge edge = told.edge();
      return new EdgeView(
          edge.id(),
          edge.anonymousId(),
          edge.userId(),
          edge.state().wireName(),
          edge.reason().wireName(),
          new EvidenceView(edge.messageId(), edge.occurredAt()),
          told.changedAt(),
          told.shared(),
          told.users());
    }
  }

  /** The event that decided. */
  @Schema(name = "IdentityEvidence")
  record EvidenceView(
      @Schema(example = "sign-in-17") String messageId,
      @Schema(description = "When it happened.") Instant timestamp) {}
}
