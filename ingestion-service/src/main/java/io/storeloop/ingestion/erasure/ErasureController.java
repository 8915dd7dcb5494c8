package io.storeloop.ingestion.erasure;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.identity.JdbcShopperIds;
import io.storeloop.ingestion.identity.ShopperIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy", description = "What is held about a shopper, and forgetting them.")
class ErasureController {
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final UUID HIGHEST = new UUID(-1, -1);

  private final JdbcErasures erasures;
  private final JdbcShopperIds shopperIds;
  private final TombstoneJob tombstones;
  private final boolean hasKey;
  private final Clock clock;
  private final RandomGenerator random;

  ErasureController(
      JdbcErasures erasures,
      JdbcShopperIds shopperIds,
      TombstoneJob tombstones,
      ErasureKeyProperties properties,
      Clock clock,
      @Qualifier("ingestionRandom") RandomGenerator random) {
    this.erasures = erasures;
    this.shopperIds = shopperIds;
    this.tombstones = tombstones;
    this.hasKey = !properties.key().isEmpty();
    this.clock = clock;
    this.random = random;
  }

  /**
   * An erasure. It names nobody: keep its id with the request that you were given.
   *
   * @param found while it is not verified, places where the id still is; afterwards places where
   *     the same text stands with another meaning
   */
  @Schema(
      name = "Erasure",
      example =
          """
          {"id": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a", "state": "verified", "requestedAt": "2026-03-01T12:00:00Z",
           "verifiedAt": "2026-03-01T12:00:15Z", "round": 1,
           "receipts": [{"owner": "ingestion", "round": 1, "counts": {"events": 12, "eventKeys": 12, "quarantined": 1,
                         "importProblems": 0}, "forgottenAt": "2026-03-01T12:00:04Z"}],
           "found": {}}\
          """)
  record ErasureView(
      UUID id,
      @Schema(allowableValues = {"requested", "running", "verified", "failed"}) String state,
      Instant requestedAt,
      @Nullable Instant verifiedAt,
      int round,
      List<ReceiptView> receipts,
      Map<String, Long> found) {}

  /** What an owner has deleted, and when the rows were off the disk. */
  @Schema(name = "ErasureReceipt")
  record ReceiptView(
      String owner,
      int round,
      Map<String, Long> counts,
      Instant forgottenAt,
      @Nullable Instant vacuumedAt) {}

  /** A page; no {@code nextCursor} on the last. */
  @Schema(name = "ErasurePage")
  record ErasurePage(List<ErasureView> erasures, @Nullable String nextCursor) {}

  /** {@code DELETE /v1/users/{userId}}: 202 with the erasure, the same one when asked again. */
  @DeleteMapping("/v1/users/{userId}")
  @Operation(
      operationId = "eraseUser",
      summary = "Erase a shopper",
      description =
          """
          From now on the user's events are refused (`erased_user`). All services delete what they hold of the user and \
          of the browsers and devices bound to them, then all tables are searched for the ids; see the erasure that is \
          answered. Asking again answers the same erasure while it is under way, and begins it again when it is verified or \
          failed: under the same id, in a new round. A user nobody knows is erased too: their late events are refused.\
          """)
  @ApiResponse(responseCode = "202", description = "The erasure, under way.")
  @ApiResponse(responseCode = "400", description = "`invalid_user_id`.", content = @Content)
  @ApiResponse(
      responseCode = "409",
      description =
          "`erasure_key_missing`: set `storeloop.ingestion.erasure.key`, without it no tombstone can be kept.",
      content = @Content)
  ResponseEntity<ErasureView> erase(@Parameter(example = "anna") @PathVariable String userId) {
    String checked = ShopperIds.checked(userId);
    if (!hasKey) {
      throw ProblemException.conflict(
          "erasure_key_missing",
          "nobody can be erased as long as storeloop.ingestion.erasure.key is not set");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Erasure erasure = erasures.request(Uuids.v7(now, random), shopperIds.of(checked), now);
    tombstones.refresh();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/erasures/" + erasure.id()))
        .body(view(erasure));
  }

  /** {@code GET /v1/erasures/{id}}: 404 {@code unknown_erasure}. */
  @GetMapping("/v1/erasures/{id}")
  @Operation(
      operationId = "getErasure",
      summary = "See how far an erasure is",
      description =
          "With what every service has deleted. `verified` stands until somebody asks for the erasure again.")
  @ApiResponse(responseCode = "200", description = "The erasure.")
  @ApiResponse(responseCode = "404", description = "`unknown_erasure`.", content = @Content)
  ErasureView find(@PathVariable UUID id) {
    return view(
        erasures.find(id).orElseThrow(() -> ProblemException.unknown("erasure", id.toString())));
  }

  /** {@code GET /v1/erasures}: the latest first. */
  @GetMapping("/v1/erasures")
  @Operation(operationId = "listErasures", summary = "List erasures", description = "Latest first.")
  @ApiResponse(responseCode = "200", description = "A page.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`.",
      content = @Content)
  ErasurePage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = PageCursor.limit(limit);
    Place before = Place.of(cursor);
    List<Erasure> page = erasures.page(before.at(), before.id(), most);
    return new ErasurePage(
        page.stream().map(this::view).toList(),
        page.size() < most
            ? null
            : PageCursor.encode(page.getLast().requestedAt() + " " + page.getLast().id()));
  }

  private record Place(Instant at, UUID id) {
    static Place of(@Nullable String cursor) {
      String key = PageCursor.decode(cursor);
      if (key.isEmpty()) {
        return new Place(LATEST, HIGHEST);
      }
      try {
        String[] parts = key.split(" ", 2);
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
      } catch (DateTimeException | IllegalArgumentException notOurs) {
        throw ProblemException.of(
            HttpStatus.BAD_REQUEST,
            "invalid_cursor",
            "cursor must be the nextCursor of an earlier answer");
      }
    }
  }

  private ErasureView view(Erasure erasure) {
    return new ErasureView(
        erasure.id(),
        erasure.state().name().toLowerCase(Locale.ROOT),
        erasure.requestedAt(),
        erasure.verifiedAt(),
        erasure.round(),
        erasures.receipts(erasure.id()).stream()
            .map(receipt ->
                new ReceiptView(
                    receipt.owner(),
                    receipt.round(),
                    receipt.counts(),
                    receipt.forgottenAt(),
                    receipt.vacuumedAt()))
            .toList(),
        erasure.found());
  }
}
