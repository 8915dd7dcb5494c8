package io.storeloop.campaign.coupon;

import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.campaign.validation.OneColumn;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Codes: uploaded or generated, handed out by decisions, redeemed by the shop's till. */
@RestController
@RequestMapping("/v1/coupon-pools/{poolId}")
@Tag(name = "Coupons")
class CouponController {
  private static final OneColumn CODES = new OneColumn("code", 64);
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ID = 256;
  private static final int SHORTEST_CODE = 6;
  private static final int LONGEST_CODE = 32;
  private static final int DEFAULT_LENGTH = 10;
  private static final long MOST_REDEMPTIONS = 1_000_000_000_000L;
  private static final Pattern POOL_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9-]{0,16}");

  private final JdbcCoupons coupons;
  private final JdbcGenerations generations;
  private final CouponProperties properties;
  private final JsonMapper json;
  private final Clock clock;

  CouponController(
      JdbcCoupons coupons,
      JdbcGenerations generations,
      CouponProperties properties,
      JsonMapper json,
      Clock clock) {
    this.coupons = coupons;
    this.generations = generations;
    this.properties = properties;
    this.json = json;
    this.clock = clock;
  }

  /**
   * {@code PUT /v1/coupon-pools/{poolId}}: makes or changes it; 400; 409 {@code budget_too_small}.
   */
  @PutMapping
  @Operation(
      summary = "Make a pool of codes",
      description =
          "Makes it, or changes its name and budget. Offers of kind `coupon` name it; each of its codes is handed out once"
              + " and redeemed once.")
  @ApiResponse(responseCode = "200", description = "The pool with its counts.")
  @HttpCouponProblems.Validation
  @HttpCouponProblems.Refused
  CouponAnswers.Pool put(@PathVariable String poolId, @RequestBody CouponRequests.Pool request) {
    Mistakes mistakes = new Mistakes();
    mistakes.matching("?poolId", poolId, POOL_ID, "1 to 64 of a-z, 0-9, _ and - after the first");
    String name = mistakes.required("/name", request.name(), LONGEST_NAME);
    Long most = request.maxRedemptions();
    if (most != null && (most < 1 || most > MOST_REDEMPTIONS)) {
      mistakes.add(
          "/maxRedemptions", "number_out_of_range", "expected 1 to %d".formatted(MOST_REDEMPTIONS));
    }
    mistakes.throwIfAny();
    if (!coupons.put(poolId, name, most, now())) {
      throw ProblemException.conflict(
          "budget_too_small", "more codes of this pool have been redeemed already");
    }
    return read(poolId);
  }

  /** {@code GET /v1/coupon-pools/{poolId}}: 404 {@code unknown_coupon_pool}. */
  @GetMapping
  @Operation(summary = "Read a pool of codes", description = "Its counts, not its codes.")
  @ApiResponse(responseCode = "200", description = "The pool with its counts.")
  @HttpCouponProblems.Unknown
  CouponAnswers.Pool read(@PathVariable String poolId) {
    return CouponAnswers.Pool.of(
        coupons.find(poolId).orElseThrow(() -> ProblemException.unknown("coupon_pool", poolId)));
  }

  /** {@code POST …/codes}, CSV: adds those that are new; 400; 404. */
  @PostMapping(path = "/codes", consumes = "text/csv")
  @Operation(
      summary = "Upload codes",
      description =
          "CSV with the header `code`, or NDJSON with `{\"code\": …}` a line; codes that are there stay as they are. A call"
              + " is bounded by `storeloop.http.max-body-bytes`: send many codes in pieces.")
  @ApiResponse(responseCode = "200", description = "How many were new.")
  @HttpCouponProblems.Validation
  @HttpCouponProblems.Unknown
  CouponAnswers.Upload uploadCsv(@PathVariable String poolId, @RequestBody String body) {
    Mistakes mistakes = new Mistakes();
    return upload(poolId, CODES.csv(body, mistakes), mistakes);
  }

  /** The same as NDJSON. */
  @PostMapping(path = "/codes", consumes = "application/x-ndjson")
  @Operation(
      summary = "Upload codes",
      description =
          "CSV with the header `code`, or NDJSON with `{\"code\": …}` a line; codes that are there stay as they are. A call"
              + " is bounded by `storeloop.http.max-body-bytes`: send many codes in pieces.")
  @ApiResponse(responseCode = "200", description = "How many were new.")
  CouponAnswers.Upload uploadNdjson(@PathVariable String poolId, @RequestBody String body) {
    Mistakes mistakes = new Mistakes();
    return upload(poolId, CODES.ndjson(body, json, mistakes), mistakes);
  }

  private CouponAnswers.Upload upload(String poolId, Set<String> codes, Mistakes mistakes) {
    mistakes.throwIfAny();
    read(poolId);
    return new CouponAnswers.Upload(codes.size(), coupons.add(poolId, codes));
  }

  /** {@code POST …/generations}: 202 with the job; 400; 404. */
  @PostMapping("/generations")
  @Operation(
      summary = "Generate codes",
      description =
          "Begins a job that makes random codes without vowels and look-alikes; `Location` shows its progress. There must be"
              + " a million possible codes for each one made.")
  @ApiResponse(responseCode = "202", description = "The job.")
  @HttpCouponProblems.Validation
  @HttpCouponProblems.Unknown
  ResponseEntity<CouponAnswers.Generation> generate(
      @PathVariable String poolId, @RequestBody CouponRequests.Generation request) {
    Mistakes mistakes = new Mistakes();
    int most = properties.maxGeneratedCodes();
    if (request.count() == null) {
      mistakes.add("/count", "missing_value", "expected 1 to %d".formatted(most));
    }
    int count = mistakes.within("/count", request.count(), 1, most, 1);
    int length =
        mistakes.within("/length", request.length(), SHORTEST_CODE, LONGEST_CODE, DEFAULT_LENGTH);
    String prefix = request.prefix() == null ? "" : request.prefix();
    mistakes.matching("/prefix", prefix, PREFIX, "at most 16 letters, digits or -");
    if (!CouponGeneration.isHardToGuess(count, length)) {
      mistakes.add("/length", "easy_to_guess", "expected longer codes for so many of them");
    }
    mistakes.throwIfAny();
    read(poolId);
    CouponGeneration job = generations.begin(poolId, count, prefix, length);
    URI address = URI.create("/v1/coupon-pools/" + poolId + "/generations/" + job.id());
    return ResponseEntity.accepted().location(address).body(CouponAnswers.Generation.of(job));
  }

  /** {@code GET …/generations/{id}}: 404 {@code unknown_generation}. */
  @GetMapping("/generations/{id}")
  @Operation(
      summary = "Read a generation",
      description = "How many codes are made; `finishedAt` once all are.")
  @ApiResponse(responseCode = "200", description = "The job.")
  @HttpCouponProblems.Unknown
  CouponAnswers.Generation generation(@PathVariable String poolId, @PathVariable UUID id) {
    return CouponAnswers.Generation.of(
        generations
            .find(poolId, id)
            .orElseThrow(() -> ProblemException.unknown("generation", id.toString())));
  }

  /** {@code POST …/redemptions}: 200 exactly once for a code; 400; 404; 409. */
  @PostMapping("/redemptions")
  @Operation(
      summary = "Redeem a code",
      description =
          "Succeeds exactly once for a code, however many ask at the same time. Whoever cannot tell whether their call"
              + " arrived repeats it with the same `Idempotency-Key`.")
  @ApiResponse(responseCode = "200", description = "The code is redeemed now.")
  @HttpCouponProblems.Validation
  @HttpCouponProblems.Unknown
  @HttpCouponProblems.Refused
  CouponAnswers.Redeemed redeem(
      @PathVariable String poolId, @RequestBody CouponRequests.Redemption request) {
    Mistakes mistakes = new Mistakes();
    String code = mistakes.required("/code", request.code(), CODES.longest());
    String userId = mistakes.optional("/userId", request.userId(), LONGEST_ID);
    String orderId = mistakes.optional("/orderId", request.orderId(), LONGEST_ID);
    mistakes.throwIfAny();
    return switch (coupons.redeem(poolId, code, userId, orderId, now())) {
      case Redemption.Redeemed(String redeemed, Instant at) ->
          new CouponAnswers.Redeemed(redeemed, at);
      case Redemption.RedeemedBefore(Instant at) ->
          throw ProblemException.conflict("coupon_redeemed", "this code was redeemed at " + at);
      case Redemption.BudgetSpent spent ->
          throw ProblemException.conflict(
              "coupon_budget_spent", "this pool has had as many redemptions as it may");
      case Redemption.Unknown unknown -> throw ProblemException.unknown("coupon", code);
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
